import ArgumentParser
import Client
import Wire

struct DaemonStatusCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "status", "Print the daemon's health, and where its files are.",
    discussion: """
      Exits with 69 if no daemon runs; it starts none. With --json: info, health and models.
      """,
    examples: ["skein daemon status"])

  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    // To look must not start one.
    if Systemd.listensAlone(for: session.dialer) {
      throw ClientError.unreachable(
        "No daemon is running: systemd listens at \(session.dialer.socket.path), and starts one for "
          + "the first command.")
    }
    guard let connection = try session.dialer.connectIfRunning() else {
      try session.dialer.expectNobodyByLock()
      throw ClientError.unreachable(try session.dialer.absence())
    }
    if global.json {
      let parts = [
        try connection.rawServerInfo(),
        try connection.callRaw(ServerHealth.self, NoParams()),
        try connection.callRaw(ModelList.self, NoParams()),
      ].map { String(decoding: $0, as: UTF8.self) }
      let json = "{\"info\":\(parts[0]),\"health\":\(parts[1]),\"models\":\(parts[2])}"
      return try session.console.print(json: Array(json.utf8))
    }
    let info = try connection.call(ServerInfo.self, NoParams())
    try print(facts(info), session.console)
    session.compare(info)
    if let news = ConfigurationNews(session.dialer).text(on: connection) {
      session.console.note(news)
    }
    // The providers are asked, which may take a while: what is known is shown first.
    let health = try connection.call(ServerHealth.self, NoParams())
    let checks = health.checks.filter { !isToldElsewhere($0, info) }
    try print(checks.map { ($0.name, "\($0.status.rawValue): \($0.detail)") }, session.console)
    let models = try connection.call(ModelList.self, NoParams())
    try print(summary(models), session.console)
    let keys = health.checks.first { $0.name == "provider" }?.detail ?? ""
    let names = info.providers ?? models.errors.map(\.provider)
    try print(providers(names, keys: keys, models), session.console)
    if health.status == .failing { throw ExitCode.daemonSaidNo }
  }

  /// Each provider has a line of its own below, where its key stands too; so has the model that is
  /// asked by default, and the file of the configuration stands above.
  private func isToldElsewhere(_ check: ServerHealth.Check, _ info: ServerInfo.Result) -> Bool {
    switch check.name {
    case "provider": info.providers != nil
    case "model": check.status == .ok
    case "configuration": check.status == .ok && info.configurationReadAt != nil
    default: false
    }
  }

  private func facts(_ info: ServerInfo.Result) -> [(String, String)] {
    var facts = [
      (
        "\(info.name) \(info.version)",
        (info.pid.map { "process \($0), " } ?? "") + "since \(info.startedAt)"
      )
    ]
    if let path = info.socketPath { facts.append(("socket", path)) }
    if let path = info.databasePath { facts.append(("database file", path)) }
    if let readAt = info.configurationReadAt {
      facts.append(("configuration", "\(info.configurationPath ?? "none"), read \(readAt)"))
    }
    if let pid = info.pid, Systemd.runs(pid) {
      facts.append(("run by", "systemd"))
      facts.append(("log", Systemd.journal.joined(separator: " ")))
    } else if let path = info.logPath {
      facts.append(("log", path))
    }
    return facts
  }

  private func summary(_ models: ModelList.Result) -> [(String, String)] {
    let standard = models.data.first { $0.default }?.id
    let count = models.data.count == 1 ? "1 model" : "\(models.data.count) models"
    return [("models", count + (standard.map { ", by default \($0)" } ?? ", none by default"))]
  }

  /// A line for each, those with which something is wrong first. `keys` is what the daemon says of
  /// all their keys: where a provider answers it has one, or needs none.
  private func providers(
    _ names: [String], keys: String, _ models: ModelList.Result
  ) -> [(String, String)] {
    let wrong = names.compactMap { name -> (String, String)? in
      let errors = models.errors.filter { $0.provider == name }.map(\.message)
      return errors.isEmpty ? nil : (name, "degraded: " + errors.joined(separator: " "))
    }
    let right = names.filter { name in !wrong.contains { $0.0 == name } }.map {
      name -> (String, String) in
      let count = counted(models.data.count(where: { $0.provider == name }), "model")
      let key = keys.split(separator: "; ").lazy.filter { $0.hasPrefix("\(name): ") }
        .map { $0.dropFirst(name.count + 2) }
        .first { $0.hasPrefix("key from") || $0 == "no key is set" }
      return (name, "ok: \(count)" + (key.map { ", \($0)" } ?? ""))
    }
    return (wrong + right).map { ("provider \($0.0)", $0.1) }
  }

  private func print(_ facts: [(String, String)], _ console: Console) throws {
    for (name, text) in facts {
      let pad = String(repeating: " ", count: max(1, 16 - name.count))
      try console.say(PrintableText.line(name + pad + text), hanging: name.count + pad.count)
    }
  }
}
