import Turns
import Wire

/// The database as turns see it: rows and messages. One write after another changes it, each completely
/// or not at all. It survives a crash; the queue of writes does not.
struct SimulatedStore {
  struct Row {
    let place: TurnPlace
    var status: TurnStatus
    /// The output that was stored while the turn ran.
    var kept = Words()
    /// The output at its end; nil before that.
    var output: String?
  }

  struct Message: Equatable {
    /// Nil for a message that a client has appended.
    let turn: TurnKey?
    let role: Role
    let text: String
  }

  enum Role { case user, assistant }

  private(set) var rows: [TurnKey: Row] = [:]
  private(set) var messages: [TurnPlace: [Message]] = [:]
  private(set) var deleted: Set<TurnPlace> = []
  /// Turns whose end could not be written, for a while or for good.
  var unwritable: Set<TurnKey> = []
  /// The writes that wait, in order.
  var queue: [Write] = []

  enum Write {
    /// Inserts a turn's row, unless its model has to be searched for first.
    case row(TurnTicket, TurnPlace, runs: Bool, isModelKnown: Bool)
    case start(TurnTicket)
    case keep(TurnTicket, Words)
    case end(TurnTicket, TurnEnding, output: String)
    case append(TurnPlace, String)
    /// Deletes a thread for `call`.
    case delete(TurnPlace, call: Int)
  }

  func running(at place: TurnPlace) -> TurnKey? {
    rows.first { $0.value.place == place && $0.value.status == .running }?.key
  }

  mutating func insert(_ turn: TurnKey, at place: TurnPlace, runs: Bool) throws(Broken) {
    try refuseSecondRunner(at: place, besides: runs ? turn : nil)
    rows[turn] = Row(place: place, status: runs ? .running : .queued)
  }

  mutating func start(_ turn: TurnKey) throws(Broken) {
    guard let row = rows[turn], row.status == .queued else {
      throw Broken("\(turn.name) starts, but is \(rows[turn]?.status.rawValue ?? "not stored")")
    }
    try refuseSecondRunner(at: row.place, besides: turn)
    rows[turn]?.status = .running
  }

  mutating func keep(_ turn: TurnKey, _ words: Words) throws(Broken) {
    guard rows[turn]?.status == .running else {
      throw Broken("output of \(turn.name) is stored, but it does not run")
    }
    rows[turn]?.kept = words
  }

  /// Writes the status, and question and answer if there is an answer, in one step.
  mutating func end(_ turn: TurnKey, as ending: TurnEnding, output: String) throws(Broken) {
    unwritable.remove(turn)
    guard let row = rows[turn], !row.status.hasEnded else {
      throw Broken("\(turn.name) ends, but is \(rows[turn]?.status.rawValue ?? "not stored")")
    }
    let status: TurnStatus =
      switch ending {
      case .completed: .completed
      case .failed, .refused: .failed
      case .cancelled: .cancelled
      case .interrupted: .interrupted
      }
    if status == .completed, row.status != .running {
      throw Broken("\(turn.name) is completed, but never ran")
    }
    rows[turn]?.status = status
    rows[turn]?.output = output
    rows[turn]?.kept = Words()
    guard status == .completed || status == .cancelled && !output.isEmpty else { return }
    messages[row.place, default: []] += [
      Message(turn: turn, role: .user, text: "asked"),
      Message(turn: turn, role: .assistant, text: output),
    ]
  }

  mutating func append(_ text: String, at place: TurnPlace) {
    guard !deleted.contains(place) else { return }
    messages[place, default: []].append(Message(turn: nil, role: .user, text: text))
  }

  /// Deletes a thread permanently with its turns and messages. Only a turn whose end could not be written
  /// may be unfinished there.
  mutating func delete(_ place: TurnPlace) throws(Broken) {
    for (turn, row) in rows where row.place == place {
      if !row.status.hasEnded, !unwritable.contains(turn) {
        throw Broken("a thread is deleted while \(turn.name) is unfinished on it")
      }
      rows[turn] = nil
    }
    deleted.insert(place)
    messages[place] = nil
  }

  /// Interrupts all unfinished turns with their stored output, as each daemon does when it starts.
  mutating func interruptUnfinished() {
    for (turn, row) in rows where !row.status.hasEnded {
      rows[turn]?.status = .interrupted
      rows[turn]?.output = row.kept.text
    }
  }

  private func refuseSecondRunner(at place: TurnPlace, besides turn: TurnKey?) throws(Broken) {
    guard turn != nil, let other = running(at: place) else { return }
    throw Broken("\(turn?.name ?? "") and \(other.name) run at once on one thread")
  }

  /// Question and answer of a turn are both in its thread, one after the other, or neither is; the turn's
  /// status determines which.
  func checkPairs() throws(Broken) {
    var paired: Set<TurnKey> = []
    for (place, messages) in messages {
      for (index, message) in messages.enumerated() {
        guard let turn = message.turn else { continue }
        switch message.role {
        case .user:
          guard messages.indices.contains(index + 1), messages[index + 1].turn == turn,
            messages[index + 1].role == .assistant
          else { throw Broken("\(turn.name) has a question without an answer") }
          guard paired.insert(turn).inserted else { throw Broken("\(turn.name) has two questions") }
          guard rows[turn]?.place == place else {
            throw Broken("\(turn.name) has messages on another thread")
          }
        case .assistant:
          guard index > 0, messages[index - 1].turn == turn else {
            throw Broken("\(turn.name) has an answer without a question")
          }
          guard message.text == rows[turn]?.output else {
            throw Broken("the answer of \(turn.name) is not the output in its row")
          }
        }
      }
    }
    for (turn, row) in rows where !deleted.contains(row.place) {
      let output = row.output ?? ""
      let wantsPair = row.status == .completed || row.status == .cancelled && !output.isEmpty
      guard wantsPair == paired.contains(turn) else {
        throw Broken(
          "\(turn.name) is \(row.status.rawValue), but has \(wantsPair ? "no messages" : "messages")"
        )
      }
    }
  }
}

/// The output of a model.
struct Words: Equatable {
  var text = ""
  var reasoning = ""
}

extension TurnKey {
  /// A short name in a report.
  var name: String { "turn \(id.low)" }
}

extension TurnTicket {
  var name: String { key.name }
}
