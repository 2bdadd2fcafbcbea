import JSON

/// Turns the events of a provider into text, reasoning and an end; one type for each interface.
protocol AnswerReader {
  typealias Emit = (ModelEvent) -> Void

  /// In the terms of chat completions, whichever interface was used.
  var finishReason: FinishReason? { get }
  var usage: Usage? { get }
  var model: String? { get }
  /// The stream has announced its end: nothing after it is read.
  var isDone: Bool { get }
  var speech: Speech { get }
  /// Details that the provider sent beside the finish reason.
  var finishDetail: String? { get }
  /// A sentence that was received where an answer should have begun.
  var remark: String? { get }
  /// Whether some part that may contain an answer was received, even an empty one.
  var hasAnswerPart: Bool { get }
  /// The names of the tools that the model called, a few at most. No tool is ever offered to it.
  var calledTools: [String] { get }
  /// What is missing from an answer without an end, for the message.
  static var missingEnd: String { get }

  /// Reads one event of the stream. `fault` makes a failure from an error that the provider sent.
  mutating func read(
    _ event: ServerSentEvents.Event, fault: (ErrorBody) -> Failure, emit: Emit
  ) throws(Failure)

  /// Reads a whole answer, when the server does not stream.
  mutating func read(
    whole body: [UInt8], fault: (ErrorBody) -> Failure, emit: Emit
  ) throws(Failure)

  /// Emits text that was held back because a tag might have begun there.
  mutating func finish(emit: Emit)
}

extension AnswerReader {
  /// How many names of tools are kept for a message.
  static var toolNames: Int { 3 }

  static func document(_ event: ServerSentEvents.Event) throws(Failure) -> Value {
    guard let root = ErrorBody.document(event.data)?.root else {
      throw Failure(
        .protocol, "The provider sent an event that is not JSON: \(Words.quote(event.data))")
    }
    return root
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
