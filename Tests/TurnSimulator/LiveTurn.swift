import Turns
import Wire

/// What the interpreter of the machine knows about one turn.
struct LiveTurn {
  let place: TurnPlace
  let isEphemeral: Bool
  var isModelKnown: Bool
  var script = Script()
  /// Its output after each delta.
  var said: [Words] = []
  var model = Model.silent
  /// The end that is written in its row.
  var ending: TurnEnding?
  var isKeepDue = false
  var isRowWritten = false
  var isOpened = false
  /// The calls that wait for its end.
  var waiting: [Int] = []
  var followers: [Follower] = []

  enum Model {
    /// It was not asked yet.
    case silent
    case speaking(isCancelled: Bool)
    case over
  }

  /// A client that follows: it got the output so far, and gets each delta.
  struct Follower {
    var words: Words
    var seq: Sequence
    /// Whether it was told to watch again, which it does not do.
    var hasLagged = false
  }

  var words: Words { Words(text: script.text, reasoning: script.reasoning) }
}

/// A call of a client, and how often it was answered.
struct Call {
  enum Wish: Equatable {
    case run(TurnKey)
    case cancel(TurnTicket)
    case delete(TurnPlace)
    case leave(UserKey)
  }

  let wish: Wish
  /// How often it was answered, which should be once.
  var answers = 0
  /// Whether the daemon that it was sent to has stopped.
  var isLost = false
  /// The turns that have to end before the call can continue.
  var remaining: Set<TurnTicket> = []
}
