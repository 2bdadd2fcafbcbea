import OpenAI
import Store
import Synchronization
import Turns
import Wire

/// One turn from the moment it was asked for until it has ended: what is known of it, and who waits.
/// What becomes of it is the machine's business.
final class LiveTurn: Sendable {
  /// How it ended, as everybody who waits is told.
  enum Ending: Sendable {
    case ended(Ended)
    /// It never came to be, or what became of it could not be written.
    case refused(Fault)
    /// It was known, and had ended before this daemon looked.
    case past(Noun.Turn)
  }

  /// The turn after its end, with the pair it wrote; an ephemeral turn has no thread.
  struct Ended: Sendable {
    let turn: Noun.Turn
    let thread: Noun.Thread?
    let messages: [Noun.Message]
  }

  struct State {
    /// What its row is written with, until it is.
    var opening: Opening?
    var search = Search.none
    var turn: Noun.Turn?
    var thread: Noun.Thread?
    var choice: ModelDirectory.Choice?
    /// What its model is sent, from its start until it is asked.
    var prompt: Prompt?
    var draft: Draft?
    /// Tells its model to stop, once it was asked.
    var cancel: ModelSource.Cancel?
    /// How its model ended.
    var outcome: Draft.Outcome?
    /// What its row is to say of its end.
    var end: TurnEnd?
    var endRetry = EndRetry()
    /// What the database says of its end, or said of it before this daemon looked.
    var written: Ending?
    /// It was cancelled before its row was written, and nothing is left of it.
    var isWithdrawn = false
    var waiting = Waiting()
    var kept = Kept()
  }

  /// What is needed to write that a turn was asked for.
  struct Opening {
    let session: Session
    let newThread: ThreadID
    /// Its model, where providers were asked for it.
    var found: ModelDirectory.Found?
    /// What providers are to be asked.
    var inquiry: ModelDirectory.Inquiry?
  }

  /// The question to providers which model is meant.
  enum Search {
    case none
    case asking(leave: ModelSource.Cancel)
    case left
  }

  /// How much of what was said is on disk.
  struct Kept {
    /// In UTF-8 bytes, of each voice.
    var text = 0
    var reasoning = 0
    /// The revision of what was said that it is a part of.
    var revision = Sequence(0)
    var isDue = false
  }

  let ticket: TurnTicket
  let request: TurnRequest
  /// The turn whose question it asks again.
  let retryOf: TurnID?
  let fingerprint: Fingerprint
  let owned: OwnedStore
  let feed: Feed
  /// Decided before the pair is written, so that writing it twice writes it once.
  let messageIDs: (user: MessageID, assistant: MessageID)
  let state: Mutex<State>

  init(
    _ ticket: TurnTicket, request: TurnRequest, retryOf: TurnID?, fingerprint: Fingerprint,
    opening: Opening, ids: IDSource
  ) {
    self.ticket = ticket
    self.request = request
    self.retryOf = retryOf
    self.fingerprint = fingerprint
    owned = opening.session.owned.lasting
    feed = Feed(of: ticket.key.id)
    messageIDs = (ids.next(), ids.next())
    state = Mutex(State(opening: opening))
  }

  var key: TurnKey { ticket.key }
  var isEphemeral: Bool { request.ephemeral ?? false }

  /// Itself, for who asks under its id; `conflict` when that is with another body.
  func asked(as fingerprint: Fingerprint) throws(Fault) -> LiveTurn {
    guard fingerprint == self.fingerprint else {
      throw .conflict("That id is another turn's, with another body.", field: "id")
    }
    return self
  }

  /// The turn as it is now; `nil` while its row is being written.
  var turn: Noun.Turn? { state.withLock { $0.turn } }

  var thread: Noun.Thread? { state.withLock { $0.thread } }
}
