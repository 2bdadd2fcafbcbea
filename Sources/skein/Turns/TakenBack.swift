import Client
import Wire

/// Taking a thread's last question out of it.
extension LastQuestion {
  /// What was asked last; an error if nothing was, or if it is being answered.
  static func required(
    of thread: ThreadID, on connection: Connection
  ) throws -> LastQuestion {
    for status in [TurnStatus.running, .queued] {
      let unfinished = try connection.call(
        TurnList.self,
        .init(threadId: thread, status: status, includeTexts: true, limit: PageLimit(1)))
      if let turn = unfinished.data.first {
        throw ClientError.usage(
          "The last question, \(QuotedWords.of(turn.input ?? "")), \(TurnText.waiting(turn)): "
            + "skein turn show prints what was said so far, skein turn cancel ends it.")
      }
    }
    guard let last = try LastQuestion(of: thread, on: connection) else {
      throw ClientError.usage("Nothing has been asked in this thread.")
    }
    return last
  }

  /// Takes it back with its answer, and says which it was and where it is now. With `deletesEmpty`, a
  /// thread that it alone has made goes with it, which is said too.
  func takeBack(
    on connection: Connection, _ session: Session, deletesEmpty: Bool = false
  ) throws -> TakenBack {
    switch place {
    case .unanswered(let turn):
      let json = try connection.callRaw(
        TurnWithdraw.self,
        .init(turnId: turn.id, deleteEmptyThread: deletesEmpty ? true : nil))
      session.tell(
        "Taken back: \(QuotedWords.of(text)), which had no answer. "
          + "skein turn show \(turn.id) prints it.")
      let found = deletesEmpty ? try Noun.Thread.get(thread, on: connection) : nil
      let isDeleted = found?.deletedAt != nil
      if let found, isDeleted {
        session.tell(
          "Nothing else was in thread \(found.reference), which is deleted; \(found.restoring) "
            + "brings it back.")
      }
      return TakenBack(
        question: text, place: .turn(turn.id), json: json, hasDeletedThread: isDeleted)
    case .message(let sequence, _):
      let params = ThreadRevert.Params(threadId: thread, throughSequence: Sequence(sequence - 1))
      let json = try connection.callRaw(ThreadRevert.self, params)
      let result = try TypedJSON.read(json, ThreadRevert.Result.self, of: ThreadRevert.name)
      session.tell("Taken back: \(QuotedWords.of(text)).")
      if let fork = result.fork {
        let number = fork.reference
        session.tell("The thread as it was is version \(number): skein thread show \(number)")
      }
      return TakenBack(question: text, place: .version(result.fork), json: json)
    }
  }
}

/// A question that was taken back, and what brings it back.
struct TakenBack {
  enum Place {
    /// It and its answer stand in the version; there is none where they had gone already.
    case version(Noun.Thread?)
    /// It had no answer.
    case turn(TurnID)
  }

  let question: String
  let place: Place
  /// The method's result as it came.
  let json: [UInt8]
  /// Whether the thread was empty without it, and went too.
  var hasDeletedThread = false

  /// What is said when nothing was answered in its place; `nil` when nothing was lost.
  var wayBack: String? {
    switch place {
    case .version(let version?):
      "\(QuotedWords.of(question)) and its answer stand in version \(version.reference): "
        + "skein ask -t \(version.reference) goes on with that."
    case .version(nil): nil
    case .turn(let turn): "skein retry \(turn) asks \(QuotedWords.of(question)) again."
    }
  }
}

extension Connection {
  /// The same of what a thread is asked with, where no other model is named.
  func expect(_ model: ModelName?, in thread: ThreadID) throws {
    let name = try model ?? Noun.Thread.get(thread, on: self).model
    _ = try call(ModelGet.self, ModelGet.Params(model: name))
  }

  /// Refuses a model that no provider has, before anything is taken back for its answer.
  func expect(_ model: ModelName?) throws {
    if let model { _ = try call(ModelGet.self, ModelGet.Params(model: model)) }
  }
}

extension Session {
  /// Says on standard error what people should know, as JSON for who expects that there.
  func tell(_ words: String) {
    options.json ? console.status(json: TypedJSON.note(words)) : console.note(spoken(words))
  }

  /// Says once that the last question of a thread that is gone on with has no answer.
  /// `retry` is what asks it again there.
  func tellOfUnanswered(
    in thread: ThreadID, on connection: Connection, retry: String = "skein retry"
  ) throws {
    let newest = try connection.call(
      TurnList.self, .init(threadId: thread, unanswered: true, limit: PageLimit(1)))
    // Most threads have none: the rest is asked where there is one.
    guard !newest.data.isEmpty, let last = try LastQuestion(of: thread, on: connection) else {
      return
    }
    guard case .unanswered = last.place else { return }
    tell(
      "The last question, \(QuotedWords.of(last.text)), was not answered; it is not part of what "
        + "is sent. \(retry) asks it again.")
  }
}
