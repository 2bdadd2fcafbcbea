import Foundation
import Testing

/// Providers that contrib/check runs on this machine.
enum Peers {
  /// The base URL of the local language model, with `/v1`.
  static let localModel = ProcessInfo.processInfo.environment["SKEIN_LOCAL_MODEL_URL"]
  /// The root of llmock.
  static let llmock = ProcessInfo.processInfo.environment["SKEIN_LLMOCK_URL"]

  /// The server that misbehaves: it is told over HTTP what to do, and reports what it observed.
  struct Mock {
    struct Refused: Error {
      let answer: String
    }

    private let root: URL

    init(_ root: String) {
      self.root = URL(string: root) ?? URL(filePath: "/")
    }

    /// Queues its next behaviours; it refuses a scenario that it does not know.
    func play(_ behaviors: String...) throws {
      try post(
        "/_llmock/scenario", #"{"behaviors":[\#(behaviors.joined(separator: ","))]}"#)
    }

    /// Expects it to report that every fault it made was handled.
    func expectPraise() throws {
      let verdict = try exchange("GET /_llmock/verdict?format=text", body: "")
      #expect(verdict.contains("PASS"), "\(verdict)")
    }

    @discardableResult
    func post(_ path: String, _ body: String) throws -> String {
      try exchange("POST \(path)", body: body)
    }

    private func exchange(_ request: String, body: String) throws -> String {
      let file = try connected()
      defer { close(file) }
      let text = """
        \(request) HTTP/1.1\r\nHost: \(root.host() ?? "")\r\nConnection: close\r\n\
        Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)
        """
      let sent = text.withCString { Foundation.send(file, $0, strlen($0), 0) }
      try #require(sent == text.utf8.count)
      var answer: [UInt8] = []
      var chunk = [UInt8](repeating: 0, count: 1 << 14)
      while true {
        let count = recv(file, &chunk, chunk.count, 0)
        guard count > 0 else { break }
        answer += chunk[..<count]
      }
      let whole = String(decoding: answer, as: UTF8.self)
      guard whole.hasPrefix("HTTP/1.1 2") else { throw Refused(answer: whole) }
      return whole
    }

    private func connected() throws -> Int32 {
      let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
      address.sin_port = in_port_t(UInt16(root.port ?? 80)).bigEndian
      let code = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(file, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      try #require(code == 0, "llmock does not listen at \(root)")
      return file
    }
  }
}
