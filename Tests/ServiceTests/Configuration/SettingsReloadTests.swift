import JSON
import Testing
import Wire

@testable import Service

/// What of a new configuration a running daemon takes up.
struct SettingsReloadTests {
  private func settings(_ texts: [String: String], line: Int = 1) -> Settings {
    var settings = Settings.example(in: "/nowhere")
    settings.tree = SettingsTree(
      entries: texts.sorted { $0.key < $1.key }.map { name, text in
        SettingsTree.Entry(
          name: name,
          node: SettingsTree.Node(
            .map([
              SettingsTree.Entry(
                name: "inner",
                node: SettingsTree.Node(.text(text, isQuoted: false), origin: "line \(line)"))
            ]), origin: "line \(line)"))
      })
    return settings
  }

  @Test func `what has changed holds, and what needs a restart stays and is named again`() {
    let before = settings(["providers": "a", "socket": "/a", "currency": "x", "model": "m"])
    var next = settings(["providers": "b", "socket": "/b", "model": "m", "limits": "1"], line: 9)
    next.socket = "/b"
    next.currency = "EUR"
    let (taken, changed, needRestart) = before.taking(next)
    #expect(changed == ["currency", "providers"])
    #expect(needRestart == ["limits", "socket"])
    #expect(taken.socket == before.socket && taken.currency == "EUR")
    let again = taken.taking(next)
    #expect(again.changed.isEmpty && again.needRestart == ["limits", "socket"])
  }

  @Test func `where a value stands makes no difference`() {
    let before = settings(["model": "m", "quotas": "1"])
    let (_, changed, needRestart) = before.taking(settings(["model": "m", "quotas": "1"], line: 5))
    #expect(changed.isEmpty && needRestart.isEmpty)
  }

  @Test func `every setting that needs a restart is one`() {
    #expect(Settings.needingRestart.isSubset(of: SettingsDocument.fields.keys))
  }
}
