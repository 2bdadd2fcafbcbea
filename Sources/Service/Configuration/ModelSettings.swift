import OpenAI
import Wire

/// Where one model differs from its provider, as a configuration describes it.
package struct ModelSettings: Payload {
  package static let fields = [
    "api": "How this model is asked: chat or responses; as its provider's others unless set."
  ]

  package var api: ModelAPI?

  var quirks: ModelQuirks {
    ModelQuirks(api: api.map(API.init))
  }
}

/// An interface of a provider, in the word of the settings.
package enum ModelAPI: String, Codable, CaseIterable, Sendable {
  case chat, responses
}

extension API {
  init(_ setting: ModelAPI) {
    self =
      switch setting {
      case .chat: .chat
      case .responses: .responses
      }
  }
}
