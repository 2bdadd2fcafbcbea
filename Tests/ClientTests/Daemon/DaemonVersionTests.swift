import Foundation
import Testing

@testable import Client

/// A daemon of another version is noticed once for each process of it.
@Suite(.timeLimit(.minutes(1))) struct DaemonVersionTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  private var path: String { directory.file("s.sock") }

  /// A daemon that says who it is once, and refuses to be asked again.
  private func daemon(_ version: String, protocolNumber: Int = 1) throws -> ScriptedServer {
    let info = #"{"version":"\#(version)","protocolVersion":\#(protocolNumber),"news":[]}"#
    return try ScriptedServer(at: path) { peer in
      peer.answer(try peer.expect("server/info"), info)
      if let more = try peer.next() { throw Peer.Unexpected(method: more.method) }
    }
  }

  /// What is said on the first call and on the second.
  private func news(
    of version: String, own: String, pid: Int = 42, protocolNumber: Int = 1
  ) throws -> [String?] {
    try directory.write("\(pid)\n\(path)\n", to: "s.sock.lock")
    let server = try daemon(version, protocolNumber: protocolNumber)
    let said = try twice(own)
    #expect(server.finish().isEmpty)
    return said
  }

  private func twice(_ own: String) throws -> [String?] {
    let connection = try Connection(named: path)
    let version = DaemonVersion(.test(directory), own: own)
    return try [version.news(on: connection), version.news(on: connection)]
  }

  @Test func `its own version is nothing to speak of`() throws {
    #expect(try news(of: "1.2.0", own: "1.2.0") == [nil, nil])
  }

  @Test func `an older daemon is told of once, with what changes it`() throws {
    let said = try news(of: "1.9.0", own: "1.10.0")
    #expect(said[0]?.contains("older than this skein, 1.10.0: skein daemon restart") == true)
    #expect(said[1] == nil)
  }

  @Test func `a newer daemon is told of once`() throws {
    let said = try news(of: "2.0.0", own: "1.10.0")
    #expect(said[0]?.contains("2.0.0, newer") == true)
    #expect(said[1] == nil)
  }

  @Test func `another protocol comes before the version`() throws {
    let said = try news(of: "2.0.0", own: "1.0.0", protocolNumber: 2)
    #expect(said[0]?.contains("speaks version 2 of the protocol") == true)
  }

  @Test func `the next process is looked at anew, and each once`() throws {
    #expect(try news(of: "1.0.0", own: "1.1.0", pid: 1)[0] != nil)
    #expect(try news(of: "1.0.0", own: "1.1.0", pid: 2)[0] != nil)
    let same = try daemon("1.0.0")
    #expect(try twice("1.1.0") == [nil, nil])
    withExtendedLifetime(same) {}
  }

  @Test func `each version of a client looks for itself`() throws {
    #expect(try news(of: "1.0.0", own: "1.1.0")[0] != nil)
    #expect(try news(of: "1.0.0", own: "1.2.0")[0] != nil)
  }

  @Test(arguments: [
    ("1.9.0", "1.10.0", true), ("1.10.0", "1.9.0", false), ("1.0", "1.0.1", true),
    ("1.0.0-beta", "1.0.0-rc", true),
  ])
  func `versions are compared by their numbers`(_ one: String, _ other: String, _ isOlder: Bool) {
    #expect(DaemonVersion.isOlder(one, than: other) == isOlder)
  }
}
