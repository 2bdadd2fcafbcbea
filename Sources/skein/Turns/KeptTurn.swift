import Wire

/// What is known of a turn whose daemon went away, as it is said to people.
struct KeptTurn {
  enum Fate {
    /// A daemon has told of it.
    case taken
    /// Nobody knows whether a daemon has heard the question.
    case unknown
    /// The next daemon does not know it.
    case absent
  }

  let id: TurnID?
  var fate: Fate

  var words: String {
    switch (fate, id) {
    case (.taken, let id?): "What was said is kept: skein turn show \(id); skein retry asks again."
    case (.unknown, let id?):
      "Whether it has taken the question is not known: skein turn show \(id) tells, once one runs."
    case (.absent, _): "It has kept nothing of the question."
    case (.taken, nil), (.unknown, nil): "skein turn list shows what is kept of the question."
    }
  }
}
