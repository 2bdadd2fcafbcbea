import JSON

/// Folds what a provider sends into what was said and how it ended; one type for each interface.
protocol AnswerReader {
  typealias Emit = (ModelEvent) -> Void

  /// In the words of chat completions, whichever interface spoke.
  var finishReason: FinishReason? { get }
  var usage: Usage? { get }
  var model: String? { get }
  /// The stream has said that it ends: nothing after it is read.
  var isDone: Bool { get }
  var speech: Speech { get }
  /// What stood beside the finish reason and says more of it.
  var finishDetail: String? { get }
  /// A sentence that came where an answer should have begun.
  var remark: String? { get }
  /// Some part that an answer may stand in has come, be it empty.
  var hasAnswerPart: Bool { get }
  /// The tools that it wants called, by name, at most a few. None is ever offered.
  var calledTools: [String] { get }
  /// What an answer without an end lacks, for the message.
  static var missingEnd: String { get }

  /// Takes one event of the stream. `fault` makes a failure of what the provider calls an error.
  mutating func read(
    _ event: ServerSentEvents.Event, fault: (ErrorBody) -> Failure, emit: Emit
  ) throws(Failure)

  /// Takes an answer that came whole: the server did not stream.
  mutating func read(
    whole body: [UInt8], fault: (ErrorBody) -> Failure, emit: Emit
  ) throws(Failure)

  /// Emits what was held back because a tag might have begun there.
  mutating func finish(emit: Emit)
}

extension AnswerReader {
  /// How many names of tools are kept, for a message.
  static var toolNames: Int { 3 }

  static func document(_ event: ServerSentEvents.Event) throws(Failure) -> Value {
    guard let root = ErrorBody.document(event.data)?.root else {
      throw Failure(
        .protocol, "The provider sent an event that is not JSON: \(Words.quote(event.data))")
    }
    return root
  }

  /// What an answer that came whole consists of: one object, or those of a list. An error in its
  /// place is thrown, and so is a sentence.
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
      // Nothing but its words says what it means.
      if said.words.isEmpty { (failure.class, failure.retryable) = (.protocol, false) }
      throw failure
    }
    return roots
  }
}
