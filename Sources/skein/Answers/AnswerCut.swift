/// Why an answer ends before its end, from the turn's finish reason.
enum AnswerCut: Equatable {
  case lengthLimit, contentFilter
  /// The provider says that it is not whole, and not why.
  case unexplained

  /// `nil` for an answer that is whole, as far as anybody has said.
  init?(finishReason: String?) {
    switch finishReason {
    case "length", "outputLimit": self = .lengthLimit
    case "content_filter": self = .contentFilter
    case "incomplete": self = .unexplained
    default: return nil
    }
  }

  var sentence: String {
    switch self {
    case .lengthLimit: "The answer was cut off: it reached its length limit."
    case .contentFilter: "The answer was cut off by the provider's content filter."
    case .unexplained: "The answer was cut off; the provider does not say why."
    }
  }
}
