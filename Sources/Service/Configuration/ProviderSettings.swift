import JSON
import OpenAI
package import Wire

/// The settings of one provider, as in the configuration.
package struct ProviderSettings: Payload {
  package static let fields = [
    "baseURL": "The URL of its API: https://host/v1, or unix:/path/to.sock with an optional :/v1.",
    "api": "The API that its models are used with: chat, the default, or responses.",
    "models": "Settings of single models, by the provider's own names for them.",
    "contextTokens": "The size of its models' context windows in tokens, including the answer.",
    "keyEnv": "The environment variable of the daemon that holds the API key.",
    "keyFile": "A file that holds the API key; only its owner may be able to read it.",
    "keyCommand":
      "A command that prints the API key as its first line, such as `pass show openai`.",
    "keyCredential":
      "The API key's name in $CREDENTIALS_DIRECTORY, where systemd puts credentials.",
    "proxy": "The proxy to use, such as socks5h://127.0.0.1:1080.",
    "caFile": "A PEM file of certificates to trust instead of the system's.",
    "connectTimeoutSeconds": "The timeout of the connection and TLS; 10 by default.",
    "firstByteTimeoutSeconds":
      "The timeout from the request to the first byte of the answer; 300 by default.",
    "idleTimeoutSeconds":
      "The timeout between two bytes of an answer; 60 by default. There is no total timeout.",
    "wordTimeoutSeconds":
      "The timeout between two words of an answer or of its reasoning, even if other data arrives; 600 by default.",
    "maxAttempts":
      "The most requests that are sent before any text arrives, including the first; 5 by default.",
    "tokenLimit": "How maxTokens is sent: automatic, maxTokens or maxCompletionTokens.",
    "instructions": "The role of the system prompt: automatic, system or developer.",
    "reasoningInHistory":
      "Whether earlier answers are sent with their reasoning: automatic, always or never.",
    "usageInStream": "Whether to request token counts in the stream; true by default.",
  ]

  package var baseURL: String
  package var api: ModelAPI?
  package var models: [String: ModelSettings]?
  package var contextTokens: PositiveCount?
  package var keyEnv: String?
  package var keyFile: String?
  package var keyCommand: String?
  package var keyCredential: String?
  package var proxy: String?
  package var caFile: String?
  package var connectTimeoutSeconds: Seconds?
  package var firstByteTimeoutSeconds: Seconds?
  package var idleTimeoutSeconds: Seconds?
  package var wordTimeoutSeconds: Seconds?
  package var maxAttempts: PositiveCount?
  package var tokenLimit: TokenLimit?
  package var instructions: Instructions?
  package var reasoningInHistory: ReasoningInHistory?
  package var usageInStream: Bool?

  package enum TokenLimit: String, Codable, CaseIterable, Sendable {
    case automatic, maxTokens, maxCompletionTokens
  }

  package enum Instructions: String, Codable, CaseIterable, Sendable {
    case automatic, system, developer
  }

  package enum ReasoningInHistory: String, Codable, CaseIterable, Sendable {
    case automatic, always, never
  }

  func provider(named name: String, home: String?) -> Provider {
    var provider = Provider(name: name, baseURL: baseURL)
    if let api { provider.api = API(api) }
    provider.models = (models ?? [:]).mapValues(\.quirks)
    provider.key = key(home: home)
    provider.proxy = proxy
    provider.caFile = caFile.map { expanded($0, home: home) }
    if let connectTimeoutSeconds {
      provider.connectTimeoutSeconds = connectTimeoutSeconds.number
    }
    if let firstByteTimeoutSeconds {
      provider.firstByteTimeoutSeconds = firstByteTimeoutSeconds.number
    }
    if let idleTimeoutSeconds { provider.idleTimeoutSeconds = idleTimeoutSeconds.number }
    if let wordTimeoutSeconds { provider.wordTimeoutSeconds = wordTimeoutSeconds.number }
    if let maxAttempts { provider.maxAttempts = maxAttempts.number }
    provider.quirks = Quirks(
      tokenLimit: .init(tokenLimit ?? .automatic),
      instructions: .init(instructions ?? .automatic),
      reasoningInHistory: .init(reasoningInHistory ?? .automatic),
      usageInStream: usageInStream ?? true)
    return provider
  }

  var knownModels: KnownModels {
    KnownModels(contextTokens: contextTokens?.number, models: models ?? [:])
  }

  /// The settings for the key that are set; more than one is an error.
  var keySettings: [String] {
    [
      ("keyEnv", keyEnv), ("keyFile", keyFile), ("keyCommand", keyCommand),
      ("keyCredential", keyCredential),
    ].filter { $0.1 != nil }.map(\.0)
  }

  /// The setting that holds a key itself instead of the place of a key, and what it should hold;
  /// `nil` if there is none. The key is not repeated.
  var keyComplaint: (setting: String, expected: String)? {
    if let keyEnv, !Self.isVariable(keyEnv) || KeyShape.isKeyAndNoVariable(keyEnv) {
      return ("keyEnv", "the name of an environment variable that holds the key, not the key")
    }
    if let keyFile, KeyShape.isKey(keyFile) {
      return ("keyFile", "the path of a file that holds the key, not the key")
    }
    if let keyCommand, KeyShape.stands(in: keyCommand) {
      return ("keyCommand", "a command that prints the key, not the key")
    }
    if let keyCredential, KeyShape.isKey(keyCredential) {
      return ("keyCredential", "the name of a credential that holds the key, not the key")
    }
    return nil
  }

  /// Whether it is the name of an environment variable, by the rule of POSIX.
  private static func isVariable(_ name: String) -> Bool {
    guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
    else { return false }
    return name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
  }

  private func key(home: String?) -> KeySource {
    if let keyEnv { return .environment(keyEnv) }
    if let keyFile { return .file(path: expanded(keyFile, home: home)) }
    if let keyCommand { return .command(keyCommand) }
    if let keyCredential { return .credential(name: keyCredential) }
    return .none
  }
}

/// The path with a leading `~/` replaced by the home directory.
func expanded(_ path: String, home: String?) -> String {
  guard path.hasPrefix("~/"), let home else { return path }
  return home + path.dropFirst()
}

extension Quirks.TokenLimit {
  fileprivate init(_ setting: ProviderSettings.TokenLimit) {
    self =
      switch setting {
      case .automatic: .automatic
      case .maxTokens: .maxTokens
      case .maxCompletionTokens: .maxCompletionTokens
      }
  }
}

extension Quirks.Instructions {
  fileprivate init(_ setting: ProviderSettings.Instructions) {
    self =
      switch setting {
      case .automatic: .automatic
      case .system: .system
      case .developer: .developer
      }
  }
}

extension Quirks.ReasoningInHistory {
  fileprivate init(_ setting: ProviderSettings.ReasoningInHistory) {
    self =
      switch setting {
      case .automatic: .automatic
      case .always: .always
      case .never: .never
      }
  }
}
