import Wire

/// What the machine knows of one turn that has not ended.
struct OpenTurn: Sendable, Equatable {
  /// What is happening to it.
  enum Phase: Sendable, Equatable {
    /// Its row is being written; `mayStart` when the queue has chosen it meanwhile.
    case opening(mayStart: Bool)
    /// Its row is not written; providers are asked which model it means.
    case findingModel
    /// Its row is written, and it waits in the queue.
    case waiting
    /// It has a slot, and the request to its model has not been sent yet.
    case starting
    case running
    /// Its end is being written.
    case ending
    /// Its end could not be written; the write will be tried again.
    case unwritten
  }

  /// The number of its ticket: how many turns had been admitted with it.
  let number: Int
  let place: TurnPlace
  var phase = Phase.opening(mayStart: false)
  /// Whether its row is written as running.
  var runsAtOnce: Bool
  var stop: TurnStop?
  /// Whether the write of its row has begun. From then on the row decides how it goes on.
  var isBeingWritten = false
  /// Whether it shall end unless its row is already being written.
  var isCalledOff = false
  /// Whether the database refused its end for good. Then its end is written as a failure instead.
  var hasGivenUpItsEnd = false

  /// Whether the request to its model was sent, or is about to be.
  var isRunning: Bool {
    switch phase {
    case .starting, .running, .ending, .unwritten: true
    case .opening, .findingModel, .waiting: false
    }
  }
}
