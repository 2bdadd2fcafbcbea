import JSON
import OwnThread
import Testing
import Upstream
import Wire

/// Following what changes, with the real daemon and the real command.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct EventTests {
  /// Reads events until one has the number.
  private func events(on client: WireClient, through seq: Int) throws -> [Int] {
    var numbers: [Int] = []
    while numbers.last != seq {
      numbers.append(try client.notification(EventChanged.self).seq.number)
    }
    return numbers
  }

  @Test func `64 writers are heard once and in order, by who was there and by who came late`()
    async throws
  {
    let daemon = try LiveDaemon()
    let early = try daemon.connect()
    #expect(try early.call(EventSubscribe.self, .init()).seq == Sequence(0))
    let thread = try early.thread().id
    _ = try await atOnce(64) { number in
      let writer = try daemon.connect()
      for count in 0..<5 {
        _ = try writer.call(MessageAppend.self, .saying("\(number) \(count)", on: thread))
      }
    }
    #expect(try events(on: early, through: 641) == Array(1...641))
    let late = try daemon.connect()
    #expect(try late.call(EventSubscribe.self, .init(since: Sequence(600))).seq == Sequence(641))
    #expect(try events(on: late, through: 641) == Array(601...641))
  }

  @Test func `a client that comes back after a restart hears what it has missed`() throws {
    let daemon = try LiveDaemon(try .saying("Yarn."))
    let run = try daemon.connect().call(TurnRun.self, .asking("What is a skein?"))
    try daemon.kill()
    try daemon.restart()
    let client = try daemon.connect()
    let newest = try client.call(EventSubscribe.self, .init(since: Sequence(0))).seq.number
    #expect(try events(on: client, through: newest) == Array(1...newest))
    let page = try client.call(EventList.self, .init())
    #expect(page.seq.number == newest)
    #expect(page.data.contains { "\($0.id)" == "\(run.turn.id)" && $0.entity == .turn })
  }

  @Test func `a client that stops reading for a while misses nothing`() throws {
    let daemon = try LiveDaemon(Setup(settings: ["limits:", "  unreadBytes: 65536"]))
    let sleeper = try daemon.connect()
    let writer = try daemon.connect()
    // More than the sockets and the backlog hold.
    let thread = try writer.thread().id
    let count = 2000
    for number in 1...count {
      try writer.send(MessageAppend.self, .saying("\(number)", on: thread))
      if number % 200 == 0 { _ = try writer.answer(to: number + 1) }
    }
    try sleeper.send(EventSubscribe.self, .init(since: Sequence(0)))
    _ = try writer.call(ThreadList.self, .init())
    let newest = count * 2 + 1
    #expect(try events(on: sleeper, through: newest) == Array(1...newest))
  }

  @Test func `what is no longer kept is answered with the oldest that is`() throws {
    let daemon = try LiveDaemon(Setup(settings: ["limits:", "  eventsKept: 10"]))
    let client = try daemon.connect()
    for _ in 1...64 { _ = try client.thread() }
    let fault = try client.fault(EventSubscribe.self, .init(since: Sequence(1)))
    #expect(fault.code == -32011)
    #expect(fault.data.oldest == 55)
    #expect(try client.call(EventList.self, .init(since: Sequence(54))).data.count == 10)
    #expect(try client.call(ServerInfo.self, NoParams()).limits.eventsKept == 10)
  }

  @Test func `skein event watch prints a line for each change`() throws {
    let daemon = try LiveDaemon()
    let thread = try daemon.connect().thread()
    let environment = ["HOME": daemon.home.path, "SKEIN_SOCKET": daemon.home.socket]
    let text = try Program(
      Binaries.command, ["event", "watch", "--since", "0"], environment: environment)
    #expect(text.output.waits { $0.hasSuffix("\tthread\tcreated\t\(thread.id)\n") })
    #expect(text.output.text.hasPrefix("1\t20"))
    text.signal(2)
    #expect(try text.exit() == .signal(2))

    let json = try Program(
      Binaries.command, ["event", "watch", "--since", "0", "--json"], environment: environment)
    let second = try daemon.connect().thread()
    #expect(json.output.waits { $0.contains("\(second.id)") })
    let events = try json.output.lines.map {
      try Document(Array($0.utf8)).root.decode(Noun.Event.self)
    }
    #expect(events.map(\.seq.number) == [1, 2])
    #expect(events.map { "\($0.id)" } == ["\(thread.id)", "\(second.id)"])
    daemon.program.signal(15)
    #expect(try json.exit() == .code(69))
    #expect(json.errors.whole().contains("none came back"))
  }

  @Test func `skein event watch goes on where it was when the daemon is restarted`() throws {
    let daemon = try LiveDaemon()
    let watch = try Program(
      Binaries.command, ["event", "watch", "--since", "0"],
      environment: ["HOME": daemon.home.path, "SKEIN_SOCKET": daemon.home.socket])
    let first = try daemon.connect().thread()
    #expect(watch.output.waits { $0.contains("\(first.id)") })
    try daemon.kill()
    #expect(watch.errors.waits { $0.contains("went away") })
    try daemon.restart()
    let second = try daemon.connect().thread()
    #expect(watch.output.waits { $0.contains("\(second.id)") })
    // A restart in order is the same.
    try daemon.terminate()
    try daemon.restart()
    let third = try daemon.connect().thread()
    #expect(watch.output.waits { $0.contains("\(third.id)") })
    watch.signal(2)
    #expect(try watch.exit() == .signal(2))
    #expect(watch.output.lines.map { $0.prefix(2) } == ["1\t", "2\t", "3\t"])
    #expect(watch.errors.whole().split(separator: "nothing was missed").count == 3)
  }

  @Test func `skein event watch begins afresh with a backup that was put back`() throws {
    let daemon = try LiveDaemon()
    let client = try daemon.connect()
    _ = try client.thread()
    let copy = daemon.home.path + "/copy.db"
    _ = try client.call(DatabaseBackup.self, .init(path: FilePath(trusted: copy)))
    let watch = try Program(
      Binaries.command, ["event", "watch", "--since", "0"],
      environment: ["HOME": daemon.home.path, "SKEIN_SOCKET": daemon.home.socket])
    let lost = try client.thread()
    #expect(watch.output.waits { $0.contains("\(lost.id)") })
    try daemon.terminate()
    try daemon.home.write(try daemon.home.bytes(copy), to: daemon.home.database)
    try daemon.restart()
    #expect(watch.errors.waits { $0.contains("begins after event 1 there") })
    let next = try daemon.connect().thread()
    #expect(watch.output.waits { $0.contains("\(next.id)") })
    watch.signal(2)
    #expect(try watch.exit() == .signal(2))
    #expect(watch.output.lines.map { $0.prefix(2) } == ["1\t", "2\t", "2\t"])
  }

  @Test func `skein event watch says what is gone`() throws {
    let daemon = try LiveDaemon(Setup(settings: ["limits:", "  eventsKept: 10"]))
    let client = try daemon.connect()
    for _ in 1...64 { _ = try client.thread() }
    let watch = try Program(
      Binaries.command, ["event", "watch", "--since", "0"],
      environment: ["HOME": daemon.home.path, "SKEIN_SOCKET": daemon.home.socket])
    #expect(try watch.exit() == .code(1))
    #expect(watch.errors.whole().contains("Events before 55 are no longer kept"))
  }
}
