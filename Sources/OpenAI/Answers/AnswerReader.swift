import JSON

/// Turns the events of a provider into text, reasoning and an end; one type for each interface.
protocol AnswerReader {
  typealias Emit = (ModelEvent) -> Void

  var answer: HeardAnswer { get set }
  /// What is missing from an answer without an end, for the message.
  static var missingEnd: String { get }

  /// Takes the object of one event. `fault` makes a failure of what the provider calls an error.
  mutating func read(
    _ root: Value, event name: String, fault: (ErrorBody) -> Failure, emit: Emit
  ) throws(Failure)

  /// `[DONE]` came in the place of an object.
  mutating func hearDone() throws(Failure)

  /// Reads a whole answer, when the server does not stream.
  mutating func read(
    whole body: [UInt8], fault: (ErrorBody) -> Failure, emit: Emit
  ) throws(Failure)
}

extension AnswerReader {
  /// Takes one event of the stream.
  mutating func read(
    _ event: ServerSentEvents.Event, fault: (ErrorBody) -> Failure, emit: Emit
  ) throws(Failure) {
    if answer.isDone || answer.speech.isOverLimit { return }
    let data = event.data.drop { $0 == 0x20 }
    if data.isEmpty { return }
    if data.starts(with: "[DONE]".utf8) { return try hearDone() }
    if event.name == "error" { throw fault(ErrorBody(errorEvent: event.data)) }
    guard let root = ErrorBody.document(event.data)?.root else {
      throw Failure(
        .protocol, "The provider sent an event that is not JSON: \(Words.quote(event.data))")
    }
    try read(root, event: event.name, fault: fault, emit: emit)
  }

  /// Emits what was held back because a tag might have begun there.
  mutating func finish(emit: Emit) {
    answer.speech.finish(emit: emit)
  }

  /// The objects of a whole answer: a single one, or those of a list. An error in place of an
  /// answer is thrown, and so is a sentence.
  static func documents(
    whole body: [UInt8], fault: (ErrorBody) -> Failure
  ) throws(Failure) -> [Value] {
    let document = ErrorBody.document(body)
    if let root = document?.root, let error = ErrorBody(frame: root) { throw fault(error) }
    let roots: [Value] =
      switch document?.root.kind {
      case .object: document.map { [$0.root] } ?? []
      case .array: document?.root.elements.filter { $0.kind == .object } ?? []
      case .null, .bool, .number, .string, nil: []
      }
    guard let first = roots.first else {
      throw Failure(
        .protocol, "The provider's answer is not a JSON object: \(Words.quote(body))")
    }
    if first["choices"]?.kind != .array, first["output"]?.kind != .array,
      let said = ErrorBody(remark: first)
    {
      var failure = fault(said)
      // Only the words of such an error tell what it means.
      if said.words.isEmpty { (failure.class, failure.retryable) = (.protocol, false) }
      throw failure
    }
    return roots
  }
}
