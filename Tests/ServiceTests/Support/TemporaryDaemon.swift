import Foundation
import JSON
import Logging
import OpenAI
import Store
import Wire

@testable import Service

/// A daemon on a database of its own with a scripted model, removed with the test.
final class TemporaryDaemon: Sendable {
  let daemon: Daemon
  let models: ScriptedModels
  let folder: URL

  init(
    script: (@Sendable (ScriptedModels.Exchange) -> Void)? = nil,
    clock: TestClock? = nil, modelSearchLimit: Duration = .seconds(60),
    change: (inout Settings) -> Void = { _ in }
  ) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "skein-\(UUID())")
    models = ScriptedModels(script: script)
    daemon = try Self.open(
      folder, models, clock: clock, modelSearchLimit: modelSearchLimit, change)
  }

  /// Opens the same database again, as the next daemon does.
  static func open(
    _ folder: URL, _ models: ScriptedModels, clock: TestClock? = nil,
    modelSearchLimit: Duration = .seconds(60),
    _ change: (inout Settings) -> Void = { _ in }
  ) throws -> Daemon {
    var settings = Settings.example(in: folder.path)
    change(&settings)
    let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    guard let clock else {
      return try Daemon(
        settings: settings, source: models.source, log: log, modelSearchLimit: modelSearchLimit,
        stop: {})
    }
    return try Daemon(
      settings: settings, source: models.source, log: log, now: { clock.now },
      running: { clock.running }, day: { clock.day(of: $0) },
      modelSearchLimit: modelSearchLimit, stop: {})
  }

  func connect() throws -> TestClient {
    try TestClient(daemon)
  }

  deinit {
    daemon.close()
    try? FileManager.default.removeItem(at: folder)
  }
}

extension Settings {
  static func example(in folder: String) -> Settings {
    let text = """
      {"socket": "\(folder)/skein.sock", "database": "\(folder)/skein.db", "model": "test/one",
       "graceSeconds": 1, "providers": {"test": {"baseURL": "http://127.0.0.1:1/v1"}}}
      """
    do {
      let document = try Document(Array(text.utf8)).root.decode(SettingsDocument.self)
      return try Settings(
        document, from: SettingsTree(), places: Places(uid: 1) { _ in nil },
        configurationPath: nil, variable: { _ in nil })
    } catch {
      preconditionFailure("the example settings are wrong: \(error)")
    }
  }
}
