import ArgumentParser
import Client
import Wire

struct DaemonStatusCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say whether the daemon runs, where it keeps things, and how it is.",
    discussion: "Exits with 69 when no daemon runs; starts none. With --json: info, health, models."
  )

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
    try print(
      health.checks.map { ($0.name, "\($0.status.rawValue): \($0.detail)") }, session.console)
    let models = try connection.call(ModelList.self, NoParams())
    try print(summary(models), session.console)
    if health.status == .failing { throw ExitCode.daemonSaidNo }
  }

  private func facts(_ info: ServerInfo.Result) -> [(String, String)] {
    var facts = [
      (
        "\(info.name) \(info.version)",
        (info.pid.map { "process \($0), " } ?? "") + "since \(info.startedAt)"
      )
    ]
    if let path = info.socketPath { facts.append(("socket", path)) }
    if let path = info.databasePath { facts.append(("database", path)) }
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
      + models.errors.map { ("provider \($0.provider)", $0.message) }
  }

  private func print(_ facts: [(String, String)], _ console: Console) throws {
    for (name, text) in facts {
      let pad = String(repeating: " ", count: max(1, 16 - name.count))
      try console.say(PrintableText.line(name + pad + text), hanging: name.count + pad.count)
    }
  }
}
