import Foundation
import Testing
import Wire

/// The daemon's log: nobody has to read it, and no client can fill it.
@Suite struct LogTests {
  /// A call without its member, of which there is no answer that could say so.
  private static let bad = #"{"jsonrpc":"2.0","method":"thread/get","params":{}}"# + "\n"

  /// A pipe at a path whose reader reads when a test says so.
  private final class Pipe {
    let path: String
    private let file: Int32

    init(in home: Home) throws {
      path = home.path + "/log"
      try #require(mkfifo(path, 0o600) == 0)
      file = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC)
      try #require(file >= 0)
    }

    deinit { close(file) }

    /// What there is to read.
    func read() -> String {
      var text: [UInt8] = []
      var chunk = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = Glibc.read(file, &chunk, chunk.count)
        guard count > 0 else { return String(decoding: text, as: UTF8.self) }
        text += chunk[..<count]
      }
    }

    /// Nothing more fits.
    func fill() {
      let block = [UInt8](repeating: UInt8(ascii: "."), count: 4096)
      while write(file, block, block.count) > 0 {}
      while write(file, block, 1) > 0 {}
    }
  }

  @Test func `a daemon whose log nobody reads goes on serving and stops when told`() throws {
    let home = try Home()
    let pipe = try Pipe(in: home)
    let setup = Setup(shell: "exec 2>'\(pipe.path)'", meansErrors: true)
    try home.write(setup.yaml, to: home.configuration)
    let program = try LiveDaemon.program(setup, home)
    var log = ""
    #expect(
      eventually {
        log += pipe.read()
        return log.contains("listening ")
      })
    pipe.fill()
    let contract = try Contract(of: home.socket)
    let noisy = try Socket(home.socket)
    let other = WireClient(try Socket(home.socket), contract)
    let bad = Array(String(repeating: Self.bad, count: 1000).utf8)
    for _ in 0..<10 {
      try noisy.send(bad)
      _ = try other.call(Ping.self, NoParams())
    }
    program.signal(SIGTERM)
    #expect(try program.exit(within: 10) == .code(0))
  }

  @Test func `what one client causes as often as it likes is told a few times and then counted`()
    throws
  {
    let daemon = try LiveDaemon()
    let client = try daemon.connect()
    let (count, begin) = (5000, Date())
    try client.socket.send(Array(String(repeating: Self.bad, count: count).utf8))
    _ = try client.call(Ping.self, NoParams())
    let whiles = Int(Date().timeIntervalSince(begin) / 10) + 2
    func told() -> [Substring] {
      daemon.log.split(separator: "\n").filter { $0.contains("notification \"thread/get\"") }
    }
    #expect(told().count <= 21 * whiles)
    #expect(daemon.log.utf8.count < 6000 * whiles)
    // Those that were left out are counted when their while is over, 10 s later.
    #expect(
      eventually(within: 30) {
        told().reduce(0) { sum, line in
          let left = line.firstMatch(of: /… and ([0-9]+) more like it in 10 s/)
          return sum + (left.flatMap { Int($0.1) } ?? 1)
        } == count
      })
  }

  @Test func `the reason why a daemon does not start is written before it leaves`() throws {
    let home = try Home()
    try home.write("nonsense: 1\n", to: home.configuration)
    let program = try LiveDaemon.program(Setup(), home)
    #expect(try program.exit() == .code(78))
    #expect(program.errors.whole().contains("unknown setting `nonsense`"))
  }

  @Test func `a daemon that does not start leaves although nobody reads why`() throws {
    let home = try Home()
    let pipe = try Pipe(in: home)
    pipe.fill()
    try home.write("nonsense: 1\n", to: home.configuration)
    let program = try LiveDaemon.program(Setup(shell: "exec 2>'\(pipe.path)'"), home)
    #expect(try program.exit(within: 10) == .code(78))
  }
}
