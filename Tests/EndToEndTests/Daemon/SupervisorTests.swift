import Foundation
import OwnThread
import Testing
import Wire

/// What a service manager hears, as sd_notify(3) describes it.
@Suite(.ownThread, .timeLimit(.minutes(2)))
struct SupervisorTests {
  /// Where the daemon tells how it is.
  private final class Ear {
    let path: String
    private let file: Int32

    init(_ home: Home) throws {
      path = home.path + "/notify"
      file = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
      let bound = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(file, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
      }
      try #require(bound == 0)
    }

    deinit {
      close(file)
    }

    /// The next thing said; an error when nothing is for long.
    func next() throws -> String {
      var waiting = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
      try #require(poll(&waiting, 1, 20_000) == 1, "nothing is said")
      var bytes = [UInt8](repeating: 0, count: 4096)
      let count = recv(file, &bytes, bytes.count, 0)
      return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
  }

  private func daemon(_ home: Home, _ ear: Ear, watchdog: String = "") throws -> LiveDaemon {
    try LiveDaemon(
      Setup(
        settings: ["graceSeconds: 3"],
        variables: ["NOTIFY_SOCKET": ear.path, "WATCHDOG_USEC": watchdog]), home: home)
  }

  @Test func `it is ready when it serves, and says how long its end may take`() throws {
    let home = try Home()
    let ear = try Ear(home)
    let daemon = try daemon(home, ear)
    #expect(try ear.next() == "READY=1")
    _ = try daemon.connect().call(Ping.self, .init())
    daemon.program.signal(SIGTERM)
    #expect(try ear.next() == "STOPPING=1\nEXTEND_TIMEOUT_USEC=25000000")
    #expect(try daemon.program.exit() == .code(0))
  }

  @Test func `who watches it hears that it lives`() throws {
    let home = try Home()
    let ear = try Ear(home)
    let daemon = try daemon(home, ear, watchdog: "90000")
    let said = try [ear.next(), ear.next(), ear.next(), ear.next()]
    #expect(said.contains("READY=1"))
    #expect(said.filter { $0 == "WATCHDOG=1" }.count == 3)
    try daemon.terminate()
  }

  @Test func `who watches another process hears nothing`() throws {
    let home = try Home()
    let ear = try Ear(home)
    let daemon = try LiveDaemon(
      Setup(variables: [
        "NOTIFY_SOCKET": ear.path, "WATCHDOG_USEC": "90000", "WATCHDOG_PID": "1",
      ]), home: home)
    #expect(try ear.next() == "READY=1")
    daemon.program.signal(SIGTERM)
    #expect(try ear.next().hasPrefix("STOPPING=1"))
    try daemon.program.exit()
  }
}
