import Client
import Wire

/// Taking a thread's last question out of it.
extension LastQuestion {
  /// What was asked last, or an error that says that nothing was.
  static func required(
    of thread: ThreadID, on connection: Connection
  ) throws -> LastQuestion {
    guard let last = try LastQuestion(of: thread, on: connection) else {
      throw ClientError.usage("Nothing has been asked in this thread.")
    }
    return last
  }

  /// Takes it back with its answer, and says which it was and where it is now. Answers the method's
  /// result as it came.
  func takeBack(on connection: Connection, _ session: Session) throws -> [UInt8] {
    switch place {
    case .unanswered(let turn):
      let json = try connection.callRaw(TurnWithdraw.self, .init(turnId: turn.id))
      session.tell(
        "Taken back: \(QuotedWords.of(text)), which had no answer. "
          + "skein turn show \(turn.id) prints it.")
      return json
    case .message(let sequence, _):
      let params = ThreadRevert.Params(threadId: thread, throughSequence: Sequence(sequence - 1))
      let json = try connection.callRaw(ThreadRevert.self, params)
      let result = try TypedJSON.read(json, ThreadRevert.Result.self, of: ThreadRevert.name)
      session.tell("Taken back: \(QuotedWords.of(text)).")
      if let fork = result.fork {
        let number = fork.reference
        session.tell("The thread as it was is version \(number): skein thread show \(number)")
      }
      return json
    }
  }
}

extension Connection {
  /// Refuses a model that no provider has, before anything is taken back for its answer.
  func expect(_ model: ModelName?) throws {
    if let model { _ = try call(ModelGet.self, ModelGet.Params(model: model)) }
  }
}

extension Session {
  /// Says on standard error what people should know, as JSON for who expects that there.
  func tell(_ words: String) {
    options.json ? console.status(json: TypedJSON.note(words)) : console.note(words)
  }

  /// Says once that the last question of a thread that is gone on with has no answer.
  func tellOfUnanswered(in thread: ThreadID, on connection: Connection) throws {
    let newest = try connection.call(
      TurnList.self, .init(threadId: thread, unanswered: true, limit: PageLimit(1)))
    // Most threads have none: the rest is asked where there is one.
    guard !newest.data.isEmpty, let last = try LastQuestion(of: thread, on: connection) else {
      return
    }
    guard case .unanswered = last.place else { return }
    tell(
      "The last question, \(QuotedWords.of(last.text)), was not answered; it is not part of what "
        + "is sent. skein retry asks it again.")
  }
}
