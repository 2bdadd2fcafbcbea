import Client
import Wire

extension Session {
  /// What an answer has to obey: what its question asks for, else what its thread does. A schema by
  /// which no answer can be checked is told of, and asked for all the same.
  func schema(
    asking asked: TurnOptions?, in thread: ThreadID?, _ answer: AnswerOptions? = nil,
    on connection: Connection
  ) throws -> AnswerSchema? {
    let format =
      try asked?.responseFormat
      ?? thread.flatMap { try Noun.Thread.get($0, on: connection).options?.responseFormat }
    guard let format else { return nil }
    let found: AnswerSchema?
    do throws(ClientError) {
      found = try AnswerSchema(responseFormat: format)
    } catch {
      tell("The answer is not checked. \(error.text)")
      return nil
    }
    if found != nil, !options.json, answer?.stream == true {
      throw ClientError.usage(
        "An answer that has to obey a schema is given out when it is whole: leave --stream out.")
    }
    return found
  }
}
