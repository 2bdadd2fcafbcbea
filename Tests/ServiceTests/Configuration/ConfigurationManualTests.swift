import Foundation
import Testing
import Wire

@testable import Service

/// skein.conf(5) says what the declaration says.
@Suite struct ConfigurationManualTests {
  @Test func `each section lists exactly the settings that there are`() throws {
    let page = try Self.page()
    #expect(try names(of: SettingsDocument.self) == listed(in: "SETTINGS", of: page))
    #expect(try names(of: ProviderSettings.self) == listed(in: "PROVIDERS", of: page))
    #expect(try names(of: ModelSettings.self) == listed(in: "MODELS", of: page))
    #expect(try names(of: AliasSettings.self) == listed(in: "ALIASES", of: page))
    #expect(try names(of: TurnOptions.self) == listed(in: "OPTIONS", of: page))
    #expect(try names(of: RetentionSettings.self) == listed(in: "RETENTION", of: page))
    #expect(try names(of: PriceSettings.self) == listed(in: "PRICES", of: page))
    #expect(try names(of: QuotaSettings.self) == listed(in: "QUOTAS", of: page))
    #expect(try names(of: SettingsDocument.Bounds.self) == listed(in: "LIMITS", of: page))
  }

  @Test func `each limit stands there with its standard value`() throws {
    let section = try #require(sections(of: Self.page())["LIMITS"])
    for (name, value) in Mirror(reflecting: LimitSettings()).children {
      let name = try #require(name)
      let entry = section.split(separator: ".It Cm ").first { $0.hasPrefix(name + "\n") }
      #expect(try #require(entry).contains("; \(value)"), "\(name)")
    }
  }

  @Test func `every setting has its sentence`() throws {
    #expect(Set(SettingsDocument.fields.keys) == Set(try names(of: SettingsDocument.self)))
    #expect(Set(RetentionSettings.fields.keys) == Set(try names(of: RetentionSettings.self)))
    #expect(Set(ModelSettings.fields.keys) == Set(try names(of: ModelSettings.self)))
    #expect(Set(AliasSettings.fields.keys) == Set(try names(of: AliasSettings.self)))
    #expect(Set(PriceSettings.fields.keys) == Set(try names(of: PriceSettings.self)))
    #expect(Set(QuotaSettings.fields.keys) == Set(try names(of: QuotaSettings.self)))
    #expect(Set(ProviderSettings.fields.keys) == Set(try names(of: ProviderSettings.self)))
  }

  private static func page() throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: "man/skein.conf.5"), encoding: .utf8)
  }

  private func names<P: Payload>(of: P.Type) throws -> [String] {
    guard case .object(let object) = try Schema(of: P.self) else { return [] }
    return object.members.map(\.name)
  }

  private func listed(in section: String, of page: String) throws -> [String] {
    let text = try #require(sections(of: page)[section])
    return text.split(separator: "\n").compactMap { line in
      line.hasPrefix(".It Cm ") ? String(line.dropFirst(7)) : nil
    }
  }

  private func sections(of page: String) -> [String: String] {
    var sections: [String: String] = [:]
    for part in page.components(separatedBy: ".Sh ").dropFirst() {
      let name = part.prefix { $0 != "\n" }
      sections[String(name)] = String(part.dropFirst(name.count))
    }
    return sections
  }
}
