/// How an answer is given out.
enum AnswerFormat: Equatable {
  /// Text as it comes, or all of it at the end.
  case text, textAtEnd
  /// One line of JSON at the end; or one for each notification too.
  case result, lines
  /// Text at the end, if it is what was demanded, and of it what was.
  case whole

  init(json: Bool, stream: Bool?) {
    self =
      switch (json, stream) {
      case (false, false?): .textAtEnd
      case (false, _): .text
      case (true, true?): .lines
      case (true, _): .result
      }
  }

  /// Whether it is lines of JSON, and no text.
  var isJSON: Bool {
    switch self {
    case .result, .lines: true
    case .text, .textAtEnd, .whole: false
    }
  }
}
