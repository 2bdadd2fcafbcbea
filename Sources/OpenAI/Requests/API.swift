/// The two interfaces of OpenAI and compatible servers.
package enum API: String, Sendable, Equatable, CaseIterable {
  /// Chat completions, which every server supports.
  case chat
  /// The Responses API, which some of OpenAI's models require.
  case responses

  /// Appended to the provider's base URL.
  var path: String {
    switch self {
    case .chat: "/chat/completions"
    case .responses: "/responses"
    }
  }
}
