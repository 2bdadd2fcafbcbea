import Turns
import Wire

/// What the interpreter of the machine knows of one turn.
struct LiveTurn {
  let place: TurnPlace
  let isEphemeral: Bool
  var isModelKnown: Bool
  var script = Script()
  /// What it had said after each delta.
  var said: [Words] = []
  var model = Model.silent
  /// How it is to be written that it ended.
  var ending: TurnEnding?
  var isKeepDue = false
  var isRowWritten = false
  var isOpened = false
  /// Calls that are answered by how it ends.
  var waiting: [Int] = []
  var followers: [Follower] = []

  enum Model {
    /// It has not been asked.
    case silent
    case speaking(isCancelled: Bool)
    case over
  }

  /// Somebody who follows: what came before as a snapshot, then the tail.
  struct Follower {
    var words: Words
    var seq: Sequence
    /// It was told to watch anew, and has not.
    var hasLagged = false
  }

  var words: Words { Words(text: script.text, reasoning: script.reasoning) }
}

/// What a client asked for, and what it was told.
struct Call {
  enum Wish: Equatable {
    case run(TurnKey)
    case cancel(TurnTicket)
    case delete(TurnPlace)
    case leave(UserKey)
  }

  let wish: Wish
  /// How often it was answered; once is right.
  var answers = 0
  /// The daemon that it was asked of is no more.
  var isLost = false
  /// Turns that have to end before the thread is deleted.
  var remaining: Set<TurnTicket> = []
}
