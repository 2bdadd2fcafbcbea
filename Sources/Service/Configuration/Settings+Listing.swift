import JSON
import OpenAI
import Wire

/// The text that `skeind --show-config` prints.
extension Settings {
  private typealias Lines = [(String, String)]

  /// Every setting in force, one a line, each with its origin.
  package func listing(_ tree: SettingsTree) throws -> String {
    var lines = ownLines
    for (name, alias) in aliases.all {
      lines.append(("aliases.\(name)", alias.model.text))
      lines += try listed(alias.options, under: "aliases.\(name)")
    }
    for member in Mirror(reflecting: limits).children {
      if let name = member.label { lines.append(("limits.\(name)", "\(member.value)")) }
    }
    for provider in modelProviders { lines += try listed(provider) }
    return lines.map { name, value in
      // A provider's key can come from one of several settings; the origin of the provider is near
      // enough.
      let isKey = name.hasSuffix(".key")
      let origin = isKey ? tree.origin(of: name) : tree.ownOrigin(of: name)
      return "\(name): \(value)  # \(origin ?? "standard")"
    }.joined(separator: "\n")
  }

  private var ownLines: Lines {
    [
      ("socket", socket), ("database", database), ("logLevel", logLevel.rawValue),
      ("model", model?.text ?? "null"), ("graceSeconds", "\(graceSeconds)"),
      ("operators", "[\(operators.map { "\($0.number)" }.joined(separator: ", "))]"),
      ("others", others.rawValue), ("socketGroup", socketGroup ?? "null"),
      ("contextPolicy", contextPolicy.rawValue), ("currency", currency),
      ("quotas.tokensPerDay", shown(quotas.tokensPerDay)),
      ("quotas.requestsPerMinute", shown(quotas.requestsPerMinute)),
      ("retention.deletedDays", shown(retention.deletedDays)),
      ("retention.archivedDays", shown(retention.archivedDays)),
      ("retention.directory", retention.directory),
    ]
  }

  private func listed(_ provider: Provider) throws -> Lines {
    let path = "providers.\(provider.name)"
    let known = knownModels[provider.name]
    let quirks = provider.quirks
    let lines = [
      ("baseURL", provider.baseURL), ("api", provider.api.rawValue),
      ("contextTokens", shown(known?.contextTokens)), ("key", provider.key.origin),
      ("proxy", provider.proxyPlace ?? "null"), ("caFile", provider.caFile ?? "null"),
      ("connectTimeoutSeconds", "\(provider.connectTimeoutSeconds)"),
      ("firstByteTimeoutSeconds", "\(provider.firstByteTimeoutSeconds)"),
      ("idleTimeoutSeconds", "\(provider.idleTimeoutSeconds)"),
      ("wordTimeoutSeconds", "\(provider.wordTimeoutSeconds)"),
      ("maxAttempts", "\(provider.maxAttempts)"), ("tokenLimit", quirks.tokenLimit.rawValue),
      ("instructions", quirks.instructions.rawValue),
      ("reasoningInHistory", quirks.reasoningInHistory.rawValue),
      ("usageInStream", "\(quirks.usageInStream)"),
    ].map { ("\(path).\($0)", $1) }
    let models = (known?.models ?? [:]).sorted { $0.key < $1.key }
    return try lines + models.flatMap { try listed($1, under: "\(path).models.\($0)") }
  }

  /// Only the settings in which this model differs from the provider's other models.
  private func listed(_ model: ModelSettings, under path: String) throws -> Lines {
    let lines: [(String, String?)] = [
      ("api", model.api?.rawValue), ("contextTokens", model.contextTokens.map { "\($0.number)" }),
      ("price.inputPerMillion", model.price.map { "\($0.inputPerMillion.number)" }),
      ("price.outputPerMillion", model.price.map { "\($0.outputPerMillion.number)" }),
    ]
    return try lines.compactMap { name, value in value.map { ("\(path).\(name)", $0) } }
      + listed(model.options, under: path)
  }

  /// Options as one value: most files set so few that one line is enough.
  private func listed(_ options: TurnOptions?, under path: String) throws -> Lines {
    guard let options else { return [] }
    return [("\(path).options", try RawJSON(encoding: options, nilMembers: .omitted).text)]
  }

  private func shown(_ number: Int?) -> String { number.map(String.init) ?? "null" }
}
