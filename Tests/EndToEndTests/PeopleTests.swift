import Foundation
import JSON
import OwnThread
import Testing
import Upstream
import Wire

/// Users, tokens and other uids, with the real programs.
@Suite(.ownThread, .timeLimit(.minutes(2)))
struct PeopleTests {
  /// Nobody's uid and group, which every Linux has.
  private static let nobody = 65_534

  /// What `skein …` prints, with more variables if need be and `input` piped in.
  private func run(
    _ daemon: LiveDaemon, _ arguments: String..., variables: [String: String] = [:],
    input: String? = nil, fails code: Int32 = 0
  ) throws -> String {
    let (output, errors) = try Shell(daemon: daemon).skein(
      arguments, input: input ?? "", variables: variables, exit: code)
    return (code == 0 ? output : errors).trimmingCharacters(in: .newlines)
  }

  @Test func `a user is shown, changed, exported and erased from the shell`() throws {
    let daemon = try LiveDaemon(try .saying("A length of yarn."))
    let marker = "marker\(UInt64.random(in: 0...UInt64.max))"
    _ = try run(daemon, "user", "update", "--name", marker, "--preferences", #"{"a": 1}"#)
    let shown = try run(daemon, "user")
    #expect(shown.contains("Name\t\(marker)") && shown.contains("Preferences\t{\"a\":1}"))
    #expect(shown.contains("Known by\tuid") && shown.contains("Operator\tyes"))
    _ = try run(daemon, "ask", "What is \(marker)?")
    _ = try run(daemon, "task", "add", "Wind \(marker)")
    _ = try run(daemon, "context", "create", marker)
    let export = try run(daemon, "user", "export")
    let document = try Document(Array(export.utf8)).root.decode(UserDocument.self)
    #expect(document.threads.count == 2 && document.tasks.count == 1)
    #expect(document.threads.first?.messages.count == 2)
    #expect(document.usage.count == 1)
    let file = daemon.home.path + "/mine.json"
    #expect(try run(daemon, "export", file).isEmpty)
    #expect(try daemon.home.bytes(file) == Array((export + "\n").utf8))
    #expect(try daemon.home.mode(of: file) == 0o600)
    try daemon.home.write("kept", to: file)
    #expect(try run(daemon, "user", "export", file, fails: 64).contains("exists already"))
    #expect(try daemon.home.bytes(file) == Array("kept".utf8))
    #expect(try run(daemon, "export") == export)
    let email = try daemon.connect().call(UserGet.self, NoParams()).user.email
    #expect(try run(daemon, "user", "delete", fails: 64).contains("--confirm"))
    #expect(try run(daemon, "user", "delete", "--confirm", "x@y", fails: 1).contains(email))
    #expect(try run(daemon, "user", "delete", "--confirm", email).hasPrefix("Erased: 2 threads"))
    #expect(try run(daemon, "user", "--json").contains(email))
    let database = daemon.home.database
    for path in daemon.home.everything where path.hasPrefix(database) {
      #expect(try daemon.home.bytes(path).firstRange(of: marker.utf8) == nil, "\(path)")
    }
    #expect(try run(daemon, "thread", "list").isEmpty)
  }

  @Test func `a key is piped in, used, listed without being shown, and removed`() throws {
    let upstream = try Upstream.saying("Paid for.")
    let daemon = try LiveDaemon(
      Setup(upstream: upstream, settings: ["logLevel: trace"], provider: ["keyEnv: MY_KEY"]))
    let key = "sk-own0123456789abcdef"
    let hint = try run(daemon, "ask", "hi", fails: 1)
    #expect(
      hint.hasPrefix("skein: scripted: No key: ")
        && hint.contains(" skein key set scripted stores a key of your own."), "\(hint)")
    let status = try run(daemon, "daemon", "status")
    #expect(status.split(separator: "skein key set scripted").count == 2, "\(status)")
    #expect(status.contains("provider scripted degraded: No key: "), "\(status)")
    #expect(try run(daemon, "key", "set", "scripted", input: key + "\n").isEmpty)
    #expect(try run(daemon, "ask", "hi") == "Paid for.")
    #expect(upstream.requests.last?.headers["authorization"] == "Bearer \(key)")
    let listed = try run(daemon, "key", "list")
    #expect(listed.hasPrefix("scripted\t") && !listed.contains(key))
    #expect(try !run(daemon, "key", "list", "--json").contains(key))
    #expect(try !run(daemon, "user", "export").contains(key))
    for path in daemon.home.everything {
      guard let bytes = try? daemon.home.bytes(path) else { continue }
      #expect(bytes.firstRange(of: key.utf8) == nil, "\(path)")
    }
    #expect(!daemon.log.contains(key))
    #expect(try daemon.home.mode(of: daemon.home.database + ".key") == 0o600)
    // The key outlives the daemon.
    try daemon.terminate()
    try daemon.restart()
    #expect(try run(daemon, "ask", "hi") == "Paid for.")
    _ = try run(daemon, "key", "remove", "-f", "scripted")
    #expect(try run(daemon, "ask", "hi", fails: 1).contains("MY_KEY"))
    #expect(try run(daemon, "key", "remove", "scripted", fails: 64).contains("no key"))
    #expect(
      try run(daemon, "key", "set", "scripted", input: " \n", fails: 64).contains("No secret"))
  }

  @Test func `a token is made, used through the environment, listed and revoked`() throws {
    let daemon = try LiveDaemon()
    let grace = try run(daemon, "user", "create", "Grace@x", "--name", "Grace")
    #expect(try run(daemon, "user", "list").hasPrefix(grace))
    let token = try run(daemon, "session", "create", "--user", grace, "her", "container")
    #expect(token.utf8.count == 43)
    let with = ["SKEIN_TOKEN": token]
    let shown = try run(daemon, "user", variables: with)
    #expect(shown.contains("Email\tgrace@x") && shown.contains("Known by\ttoken"))
    #expect(shown.contains("Operator\tno"))
    _ = try run(daemon, "task", "add", "Hers", variables: with)
    #expect(try run(daemon, "task", "list").isEmpty)
    #expect(try run(daemon, "user", "list", variables: with, fails: 1).contains("operator"))
    let listed = try run(daemon, "session", "list", variables: with)
    #expect(listed.contains("her container") && !listed.contains(token))
    let id = try #require(listed.split(separator: "\t").first).description
    _ = try run(daemon, "session", "revoke", id, variables: with)
    let revoked = try run(daemon, "user", variables: with, fails: 1)
    #expect(revoked.contains("skein session create makes a new one"), "\(revoked)")
    #expect(try run(daemon, "user", "show").contains("Known by\tuid"))
    #expect(try run(daemon, "session", "create", "--days", "3651", fails: 64).contains("3650"))
  }

  @Test func `a token that expires is refused in the middle of its connection`() throws {
    let daemon = try LiveDaemon()
    let operating = try daemon.connect()
    let made = try operating.call(
      SessionCreate.self, .init(expiresInSeconds: SessionSeconds(trusted: 2)))
    let client = try daemon.connect()
    _ = try client.call(AuthLogin.self, .init(token: made.token))
    #expect(try client.call(Whoami.self, NoParams()).via == .token)
    let isRefused = try eventually {
      let answer = try client.answer(to: client.send("user/get", nil))
      return answer["error"]?["code"]?.integer == -32000
    }
    #expect(isRefused)
    #expect(try client.fault(ThreadCreate.self, .init()).code == -32000)
    #expect(try client.fault(AuthLogin.self, .init(token: made.token)).code == -32000)
    _ = try client.call(Ping.self, NoParams())
  }

  @Test func `a token that expires hears no more of its turn and of its events`() throws {
    let tap = Tap()
    let daemon = try LiveDaemon(try .saying(tap))
    let mine = try daemon.connect()
    let made = try mine.call(
      SessionCreate.self, .init(expiresInSeconds: SessionSeconds(trusted: 3)))
    let client = try daemon.connect()
    _ = try client.call(AuthLogin.self, .init(token: made.token))
    _ = try client.call(EventSubscribe.self, .init())
    let run = try client.send(TurnRun.self, .asking("Hi", stream: true))
    tap.pour("One")
    #expect(try client.deltas { $0 == "One" } == "One")
    // What the connection hears ends by itself: it sends nothing but pings, which anybody may.
    let probe = try daemon.connect()
    #expect(
      try eventually {
        let login = try probe.send(AuthLogin.self, .init(token: made.token))
        return try probe.answer(to: login)["error"] != nil
      })
    #expect(
      try eventually {
        let heard = try client.arrived(EventChanged.self).count
        _ = try mine.call(ThreadCreate.self, .init())
        _ = try mine.call(EventList.self, .init())
        _ = try client.call(Ping.self, NoParams())
        return try client.arrived(EventChanged.self).count == heard
      })
    tap.pour(" two")
    tap.shut()
    #expect(try client.fault(of: run).code == -32000)
    _ = try client.call(Ping.self, NoParams())
    #expect(try client.arrived(TurnDelta.self).isEmpty)
    #expect(try client.arrived(TurnEnded.self).isEmpty)
  }

  /// `skein …` as nobody, from where nobody may be.
  private func asNobody(
    _ daemon: LiveDaemon, _ arguments: String..., token: String? = nil
  ) throws -> (code: Program.Exit, output: String, errors: String) {
    var environment = ["HOME": "/nonexistent", "SKEIN_SOCKET": daemon.home.socket]
    environment["SKEIN_TOKEN"] = token
    return try Program(
      "/usr/bin/setpriv",
      ["--reuid=\(Self.nobody)", "--regid=\(Self.nobody)", "--clear-groups", Binaries.command]
        + arguments + ["--no-start"], environment: environment
    ).finish()
  }

  @Test(.enabled(if: geteuid() == 0))
  func `another uid gets through for the configured group alone, and then by its token`() throws {
    let home = try Home()
    try home.setMode(0o711, of: home.path)
    let daemon = try LiveDaemon(
      Setup(settings: ["others: token", "socketGroup: \(Self.nobody)"]), home: home)
    #expect(try home.mode(of: home.path + "/run") == 0o750)
    #expect(try home.mode(of: home.socket) == 0o660)
    let refused = try asNobody(daemon, "user")
    #expect(refused.code == .code(1))
    #expect(refused.errors.contains("give a token in SKEIN_TOKEN"), "\(refused.errors)")
    let token = try run(daemon, "session", "create", "a container")
    let spoken = try asNobody(daemon, "user", token: token)
    #expect(spoken.code == .code(0), "\(spoken.errors)")
    #expect(spoken.output.contains("Known by\ttoken"))
    // Root's daemon is nobody strange.
    #expect(spoken.errors.isEmpty)
    #expect(try asNobody(daemon, "user", token: "wrong").code == .code(1))
    // The next one keeps to itself, and says how the directory has to be.
    try daemon.terminate()
    try home.write(Setup().yaml, to: home.configuration)
    #expect(throws: LiveDaemon.NotServing.self) { try daemon.restart() }
    #expect(daemon.log.contains("mode 0750"))
    try home.setMode(0o700, of: home.path + "/run")
    try daemon.restart()
    #expect(try home.mode(of: home.socket) == 0o600)
    #expect(try asNobody(daemon, "user", token: token).code == .code(69))
  }

  @Test(.enabled(if: geteuid() == 0))
  func `another uid gets a user of its own, which survives, and erases itself`() throws {
    let home = try Home()
    try home.setMode(0o711, of: home.path)
    let daemon = try LiveDaemon(
      Setup(settings: ["others: provision", "socketGroup: \(Self.nobody)"]), home: home)
    let email = "uid\(Self.nobody)@localhost"
    #expect(try asNobody(daemon, "user").output.contains("Email\t\(email)"))
    #expect(try asNobody(daemon, "task", "add", "Theirs").code == .code(0))
    #expect(try run(daemon, "task", "list").isEmpty)
    #expect(try asNobody(daemon, "task", "list").output.contains("Theirs"))
    #expect(try asNobody(daemon, "daemon", "stop").code == .code(1))
    let erased = try asNobody(daemon, "user", "delete", "--confirm", email)
    #expect(erased.code == .code(0), "\(erased.errors)")
    #expect(try daemon.query("SELECT count(*) FROM user") == "1")
  }

  @Test(.enabled(if: geteuid() == 0))
  func `another uid is closed at accept where nothing says otherwise`() throws {
    let home = try Home()
    try home.setMode(0o711, of: home.path)
    let daemon = try LiveDaemon(home: home)
    // As if somebody had opened it by hand.
    try home.setMode(0o711, of: home.path + "/run")
    try home.setMode(0o666, of: home.socket)
    #expect(try asNobody(daemon, "user").code == .code(69))
    #expect(daemon.logs("may not connect"))
    // A uid that an operator has given a user is none of the others.
    _ = try run(daemon, "user", "create", "nobody@x", "--uid", "\(Self.nobody)")
    #expect(try asNobody(daemon, "user").output.contains("Email\tnobody@x"))
  }

  @Test func `a group without others is refused before anything starts`() throws {
    let home = try Home()
    #expect {
      try LiveDaemon(Setup(settings: ["socketGroup: 1"]), home: home)
    } throws: { error in
      (error as? LiveDaemon.NotServing)?.log.contains("`others`") == true
    }
  }
}
