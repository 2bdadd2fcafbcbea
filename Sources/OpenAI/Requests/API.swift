/// The two interfaces by which OpenAI and the servers like it are asked.
package enum API: String, Sendable, Equatable, CaseIterable {
  /// Chat completions, which every server has.
  case chat
  /// The Responses API, which some of OpenAI's models have alone.
  case responses

  /// Behind the provider's base URL.
  var path: String {
    switch self {
    case .chat: "/chat/completions"
    case .responses: "/responses"
    }
  }
}
