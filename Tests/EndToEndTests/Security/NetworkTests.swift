import Foundation
import OwnThread
import Testing
import Upstream
import Wire

/// With whom the daemon speaks over the network: the providers, and nobody else.
@Suite(.ownThread, .timeLimit(.minutes(5)))
struct NetworkTests {
  /// One of a process's Internet sockets, as /proc/net/tcp and its like show it (proc(5)).
  struct InternetSocket: Equatable {
    /// TCP's listening state.
    static let listening = "0A"

    let protocolName: String
    let remote: String
    let state: String
  }

  /// The Internet sockets that a process has open.
  private func internetSockets(of pid: pid_t) throws -> [InternetSocket] {
    let folder = "/proc/\(pid)/fd"
    let inodes = try FileManager.default.contentsOfDirectory(atPath: folder).compactMap { name in
      // One that was closed since it was listed is no socket any more.
      let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(name)")
      return target?.wholeMatch(of: /socket:\[(\d+)\]/).map { String($0.output.1) }
    }
    return try ["tcp", "tcp6", "udp", "udp6", "raw", "raw6"].flatMap { name in
      let table = try String(contentsOfFile: "/proc/\(pid)/net/\(name)", encoding: .utf8)
      return table.split(separator: "\n").dropFirst().compactMap { line -> InternetSocket? in
        let fields = line.split(separator: " ").map(String.init)
        guard fields.count > 9, inodes.contains(fields[9]) else { return nil }
        return InternetSocket(protocolName: name, remote: fields[2], state: fields[3])
      }
    }
  }

  @Test func `nothing listens on the network, and only the provider is connected to`() throws {
    let upstream = try Upstream { connection, request in
      guard !request.isListing else { return try connection.send(HTTP.models) }
      try connection.send(HTTP.stream("Only to you."))
    }
    let daemon = try LiveDaemon(upstream)
    #expect(try internetSockets(of: daemon.pid).isEmpty)
    let client = try daemon.connect()
    #expect(try client.call(TurnRun.self, .asking("To whom?")).turn.output == "Only to you.")
    _ = try client.call(ModelList.self, .init())
    let port = try #require(URL(string: upstream.baseURL)?.port)
    // In the kernel's order of bytes: 127.0.0.1 is 0100007F on this kind of machine.
    let provider = "0100007F:" + String(port, radix: 16, uppercase: true).leftPadded(to: 4)
    let sockets = try internetSockets(of: daemon.pid)
    #expect(sockets.allSatisfy { $0.state != InternetSocket.listening }, "\(sockets)")
    #expect(sockets.allSatisfy { $0.remote == provider }, "\(sockets)")
  }
}

extension String {
  fileprivate func leftPadded(to width: Int) -> String {
    String(repeating: "0", count: max(0, width - count)) + self
  }
}
