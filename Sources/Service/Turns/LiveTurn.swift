import OpenAI
import Store
import Synchronization
import Turns
import Wire

/// One turn from its request until it has ended: what is known about it, and who waits for it. The
/// machine decides how it goes on.
final class LiveTurn: Sendable {
  /// How it ended, for all who wait.
  enum Ending: Sendable {
    case ended(Ended)
    /// It was refused, or its end could not be written.
    case refused(Fault)
    /// A turn with its id and question had ended before this daemon got the request.
    case past(Noun.Turn)
  }

  /// The turn after its end, with its question and answer as messages; an ephemeral turn has no thread.
  struct Ended: Sendable {
    let turn: Noun.Turn
    let thread: Noun.Thread?
    let messages: [Noun.Message]
  }

  struct State {
    /// What is needed to write its row; nil once it is written.
    var opening: Opening?
    var search = Search.none
    var turn: Noun.Turn?
    var thread: Noun.Thread?
    var choice: ModelDirectory.Choice?
    /// What will be sent to its model, from its start until the request is sent.
    var prompt: Prompt?
    var draft: Draft?
    /// Cancels the request to its model, once it was sent.
    var cancel: ModelSource.Cancel?
    /// How the request to its model ended.
    var outcome: Draft.Outcome?
    /// Its end as it is written in its row.
    var end: TurnEnd?
    var endRetry = EndRetry()
    /// Its end as it is in the database, also if an earlier daemon wrote it.
    var written: Ending?
    /// Whether it was cancelled before its row was written, and left no trace.
    var isWithdrawn = false
    var waiting = Waiting()
    var kept = Kept()
  }

  /// What is needed to write a turn's row.
  struct Opening {
    let session: Session
    let newThread: ThreadID
    /// Its model, if providers had to be asked for it.
    var found: ModelDirectory.Found?
    /// The question for the providers.
    var inquiry: ModelDirectory.Inquiry?
  }

  /// The search for the turn's model at the providers.
  enum Search {
    case none
    case asking(leave: ModelSource.Cancel)
    case left
  }

  /// How much of the output is in the database.
  struct Kept {
    /// In UTF-8 bytes.
    var text = 0
    var reasoning = 0
    /// The script's `revisedSeq` when it was written.
    var revision = Sequence(0)
    var isDue = false
  }

  let ticket: TurnTicket
  let request: TurnRequest
  /// The turn that it retries.
  let retryOf: TurnID?
  let fingerprint: Fingerprint
  let owned: OwnedStore
  let feed: Feed
  /// The ids of its messages, chosen in advance: if the write runs twice, it writes the same messages.
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

  /// Itself, for a request with its id; `conflict` if the request has another body.
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
