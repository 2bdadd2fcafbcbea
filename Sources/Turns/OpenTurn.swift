import Wire

/// What the machine knows of one turn that has not ended.
struct OpenTurn: Sendable, Equatable {
  /// Where it stands.
  enum Phase: Sendable, Equatable {
    /// Its row is to be written; `mayStart` when its place has come meanwhile.
    case opening(mayStart: Bool)
    /// Nothing is written: providers are asked which model it means.
    case findingModel
    /// Its row is written, its place has not come.
    case waiting
    /// It has its place, and its model has not heard it yet.
    case starting
    case running
    /// Its end is being written.
    case ending
    /// Its end could not be written, and will be tried again.
    case unwritten
  }

  /// That of its ticket: which one it was of all that were taken in.
  let number: Int
  let place: TurnPlace
  var phase = Phase.opening(mayStart: false)
  /// Whether its row is written as running.
  var runsAtOnce: Bool
  var stop: TurnStop?
  /// The write of its row has begun: from here on the row says what becomes of it.
  var isBeingWritten = false
  /// It is not to go on unless its row is written.
  var isCalledOff = false
  /// Its end as it was was refused for good; one that says so is tried instead.
  var hasGivenUpItsEnd = false

  /// Whether its model has been asked, or is about to be.
  var isRunning: Bool {
    switch phase {
    case .starting, .running, .ending, .unwritten: true
    case .opening, .findingModel, .waiting: false
    }
  }
}
