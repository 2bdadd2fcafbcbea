import JSON
import Testing
import Wire

@testable import Service

/// `skeind --show-config` prints every setting with its value and its origin.
@Suite struct SettingsListingTests {
  /// A setting as it is written in a file, and its line in the listing.
  private struct Sample {
    let path: String
    let text: String
    let shown: String

    init(_ path: String, _ text: String, shown: String? = nil) {
      self.path = path
      self.text = text
      self.shown = shown ?? "\(path): \(text)"
    }
  }

  /// Every setting with a value that is not its default. A new setting has to be added here.
  private static let all = [
    Sample("socket", "/run/s.sock"), Sample("database", "/data/s.db"), Sample("logLevel", "debug"),
    Sample("model", "x/m"), Sample("aliases.x.model", "x/m", shown: "aliases.x: x/m"),
    Sample("aliases.x.options", #"{"temperature":0.5}"#), Sample("graceSeconds", "3.5"),
    Sample("operators", "[7]"), Sample("others", "token"), Sample("socketGroup", "staff"),
    Sample("retention.deletedDays", "8"), Sample("retention.archivedDays", "9"),
    Sample("retention.directory", "/data/purged-here"), Sample("contextPolicy", "dropOldest"),
    Sample("currency", "EUR"), Sample("quotas.tokensPerDay", "10"),
    Sample("quotas.requestsPerMinute", "11"), Sample("limits.messageBytes", "2048"),
    Sample("limits.batchEntries", "12"), Sample("limits.connections", "13"),
    Sample("limits.requestsInFlight", "14"), Sample("limits.unreadBytes", "4096"),
    Sample("limits.unreadBytesClose", "8192"), Sample("limits.stalledSeconds", "15"),
    Sample("limits.bufferedBytes", "16384"), Sample("limits.runningTurns", "16"),
    Sample("limits.eventsKept", "17"), Sample("limits.eventDays", "18"),
    Sample("providers.x.baseURL", "http://127.0.0.1:1/v1"), Sample("providers.x.api", "responses"),
    Sample("providers.x.models.x.api", "chat"), Sample("providers.x.models.x.contextTokens", "19"),
    Sample("providers.x.models.x.price.inputPerMillion", "1.25"),
    Sample("providers.x.models.x.price.outputPerMillion", "2.5"),
    Sample("providers.x.models.x.options", #"{"temperature":0.5}"#),
    Sample("providers.x.contextTokens", "20"),
    Sample("providers.x.keyFile", "/the/key", shown: "providers.x.key: /the/key"),
    Sample("providers.x.proxy", "127.0.0.1:9"), Sample("providers.x.caFile", "/ca.pem"),
    Sample("providers.x.connectTimeoutSeconds", "1.5"),
    Sample("providers.x.firstByteTimeoutSeconds", "2.5"),
    Sample("providers.x.idleTimeoutSeconds", "3.5"),
    Sample("providers.x.wordTimeoutSeconds", "4.5"),
    Sample("providers.x.maxAttempts", "6"), Sample("providers.x.tokenLimit", "maxTokens"),
    Sample("providers.x.instructions", "developer"),
    Sample("providers.x.reasoningInHistory", "always"),
    Sample("providers.x.usageInStream", "false"),
  ]

  /// A provider can have one key setting only, and each of them is listed as `key`.
  private static let otherKeys: Set = ["keyEnv", "keyCommand", "keyCredential"]

  @Test func `every setting that is declared is listed as it was set`() throws {
    let declared = Self.paths(of: try Schema(of: SettingsDocument.self), at: "")
    #expect(Set(declared).subtracting(Self.all.map(\.path)) == [], "these have no sample")
    let (settings, tree) = try Settings.layered(
      SettingsFlags(configuration: "/c.yaml"), uid: 7, variable: { _ in nil }
    ) { _ in SettingsTree(entries: Self.entries(of: Self.all.map { (rest: $0.path, sample: $0) })) }
    let lines = Set(try settings.listing(tree).split(separator: "\n").map(String.init))
    for sample in Self.all {
      // A setting that is listed under another name has the origin of the map around it.
      let place = sample.shown.hasPrefix(sample.path + ":") ? sample.path : "x"
      #expect(lines.contains("\(sample.shown)  # \(place) of /c.yaml"), "\(sample.path)")
    }
  }

  @Test func `settings that are not set are listed with their defaults`() throws {
    let (settings, tree) = try Settings.layered(SettingsFlags(), uid: 7) { name in
      name == "HOME" ? "/home/ada" : nil
    } file: { _ in
      nil
    }
    let lines = try settings.listing(tree).split(separator: "\n").map(String.init)
    #expect(lines.contains("retention.deletedDays: null  # standard"))
    #expect(lines.contains("providers.openai.maxAttempts: 5  # standard"))
    #expect(lines.allSatisfy { $0.hasSuffix("  # standard") })
  }

  @Test func `a proxy's password is not shown`() throws {
    let entries = Self.entries(of: [
      ("providers.x.baseURL", Sample("", "http://127.0.0.1:1/v1")),
      ("providers.x.proxy", Sample("", "socks5h://ada:secret@proxy.example:1080")),
    ])
    let (settings, tree) = try Settings.layered(
      SettingsFlags(configuration: "/c.yaml", database: "/d.db"), uid: 7, variable: { _ in nil }
    ) { _ in SettingsTree(entries: entries) }
    let listing = try settings.listing(tree)
    #expect(listing.contains("providers.x.proxy: proxy.example:1080  # "))
    #expect(!listing.contains("secret"))
  }

  /// Returns the paths of all settings in a schema; `x` stands for a name that users choose.
  private static func paths(of schema: Schema, at path: String) -> [String] {
    switch schema {
    // Options are listed as one value.
    case .object where path.hasSuffix(".options"): [path]
    case .object(let object):
      object.members.filter { !otherKeys.contains($0.name) }
        .flatMap { paths(of: $0.schema, at: path.isEmpty ? $0.name : "\(path).\($0.name)") }
    case .map(let value): paths(of: value, at: path + ".x")
    case .string, .integer, .number, .boolean, .choice, .array, .freeObject: [path]
    }
  }

  /// Builds what a file contains; the origin of each value is its path.
  private static func entries(of settings: [(rest: String, sample: Sample)]) -> [SettingsTree.Entry]
  {
    func name(_ path: String) -> String { String(path.prefix { $0 != "." }) }
    let names = settings.map { name($0.rest) }
    let ordered = names.indices.filter { names.firstIndex(of: names[$0]) == $0 }.map { names[$0] }
    return ordered.map { first in
      let below = settings.filter { name($0.rest) == first }
      let inner: [(rest: String, sample: Sample)] = below.compactMap { rest, sample in
        rest == first ? nil : (rest: String(rest.dropFirst(first.count + 1)), sample: sample)
      }
      guard inner.isEmpty else {
        return SettingsTree.Entry(
          name: first, node: .init(.map(entries(of: inner)), origin: "\(first) of /c.yaml"))
      }
      return SettingsTree.Entry(name: first, node: node(below[0].sample))
    }
  }

  private static func node(_ sample: Sample) -> SettingsTree.Node {
    let origin = "\(sample.path) of /c.yaml"
    func text(_ text: some StringProtocol) -> SettingsTree.Node {
      .init(.text(String(text), isQuoted: false), origin: origin)
    }
    if sample.text.hasPrefix("[") {
      return .init(.list([text(sample.text.dropFirst().dropLast())]), origin: origin)
    }
    if sample.text.hasPrefix("{") {
      let temperature = SettingsTree.Entry(name: "temperature", node: text("0.5"))
      return .init(.map([temperature]), origin: origin)
    }
    return text(sample.text)
  }
}
