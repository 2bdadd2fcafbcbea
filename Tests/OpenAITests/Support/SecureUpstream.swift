import Foundation
import Testing

@testable import OpenAI

/// A provider behind TLS that gives every request the same answer, served by python3.
final class SecureUpstream {
  let baseURL: String
  private let server = Process()
  private let input = Pipe()

  static let python = ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  /// `certificate` names a file of Fixtures/tls.
  init(certificate: String, answer: String) throws {
    let output = Pipe()
    server.executableURL = URL(filePath: try #require(Self.python))
    server.arguments = ["-c", Self.program, Self.path(certificate), answer]
    server.standardInput = input
    server.standardOutput = output
    server.standardError = FileHandle.nullDevice
    try server.run()
    let port = try #require(try Self.line(output.fileHandleForReading))
    baseURL = "https://127.0.0.1:\(port)/v1"
  }

  deinit {
    // It reads to the end of its input, and ends then.
    input.fileHandleForWriting.closeFile()
    server.waitUntilExit()
  }

  static func path(_ certificate: String) -> String {
    Recorded.directory + "tls/\(certificate).pem"
  }

  private static func line(_ file: FileHandle) throws -> String? {
    var bytes = Data()
    while let byte = try file.read(upToCount: 1), let one = byte.first, one != 0x0A {
      bytes.append(byte)
    }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  private static let program = """
    import os, socket, ssl, sys, threading
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[1])
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)

    def leave():
        sys.stdin.read()
        os._exit(0)

    def serve(plain):
        try:
            with context.wrap_socket(plain, server_side=True) as secure:
                request = secure.makefile("rb")
                length = 0
                while (line := request.readline()) not in (b"\\r\\n", b""):
                    if line.lower().startswith(b"content-length:"):
                        length = int(line.split(b":")[1])
                request.read(length)
                secure.sendall(sys.argv[2].encode())
        except OSError:
            pass

    threading.Thread(target=leave, daemon=True).start()
    while True:
        threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
    """
}
