import JSON

/// Folds what a provider sends into what was said and how it ended; one type for each interface.
protocol AnswerReader {
  typealias Emit = (ModelEvent) -> Void

  /// In the words of chat completions, whichever interface spoke.
  var finishReason: String? { get }
  var usage: Usage? { get }
  var model: String? { get }
  /// The stream has said that it ends: nothing after it is read.
  var isDone: Bool { get }
  var speech: Speech { get }
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
  static func document(_ event: ServerSentEvents.Event) throws(Failure) -> Value {
    guard let root = ErrorBody.document(event.data)?.root else {
      throw Failure(
        .protocol, "The provider sent an event that is not JSON: \(Words.quote(event.data))")
    }
    return root
  }

  static func document(whole body: [UInt8]) throws(Failure) -> Value {
    guard let root = ErrorBody.document(body)?.root, root.kind == .object else {
      throw Failure(
        .protocol, "The provider's answer is not a JSON object: \(Words.quote(body))")
    }
    return root
  }
}
