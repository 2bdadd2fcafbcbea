import Turns
import Wire

/// The database as turns see it: rows and messages, changed by one write after another, each whole
/// or not at all. It outlives a crash; what waits to be written does not.
struct SimulatedStore {
  struct Row {
    let place: TurnPlace
    var status: TurnStatus
    /// What was kept while it ran; part of no message.
    var kept = Words()
    /// What its end says; nil before that.
    var output: String?
  }

  struct Message: Equatable {
    /// Nil where somebody has appended it.
    let turn: TurnKey?
    let role: Role
    let text: String
  }

  enum Role { case user, assistant }

  private(set) var rows: [TurnKey: Row] = [:]
  private(set) var messages: [TurnPlace: [Message]] = [:]
  private(set) var deleted: Set<TurnPlace> = []
  /// Turns whose end was refused, for a while or for good.
  var unwritable: Set<TurnKey> = []
  /// What waits for the writer, in order.
  var queue: [Write] = []

  enum Write {
    /// That a turn was asked for; its model may be unknown unless it was searched for.
    case row(TurnTicket, TurnPlace, runs: Bool, isModelKnown: Bool)
    case start(TurnTicket)
    case keep(TurnTicket, Words)
    case end(TurnTicket, TurnEnding, output: String)
    case append(TurnPlace, String)
    /// `call` wants to know.
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
      throw Broken("\(turn.name) starts and is \(rows[turn]?.status.rawValue ?? "nowhere")")
    }
    try refuseSecondRunner(at: row.place, besides: turn)
    rows[turn]?.status = .running
  }

  mutating func keep(_ turn: TurnKey, _ words: Words) throws(Broken) {
    guard rows[turn]?.status == .running else {
      throw Broken("words are kept of \(turn.name), which does not run")
    }
    rows[turn]?.kept = words
  }

  /// Status and pair together, or neither.
  mutating func end(_ turn: TurnKey, as ending: TurnEnding, output: String) throws(Broken) {
    unwritable.remove(turn)
    guard let row = rows[turn], !row.status.hasEnded else {
      throw Broken("\(turn.name) ends and is \(rows[turn]?.status.rawValue ?? "nowhere")")
    }
    let status: TurnStatus =
      switch ending {
      case .completed: .completed
      case .failed, .refused: .failed
      case .cancelled: .cancelled
      case .interrupted: .interrupted
      }
    if status == .completed, row.status != .running {
      throw Broken("\(turn.name) is completed and never ran")
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

  /// For good, with all that is on it; only a turn whose end can't be written may be open there.
  mutating func delete(_ place: TurnPlace) throws(Broken) {
    for (turn, row) in rows where row.place == place {
      if !row.status.hasEnded, !unwritable.contains(turn) {
        throw Broken("a thread is deleted while \(turn.name) is on it")
      }
      rows[turn] = nil
    }
    deleted.insert(place)
    messages[place] = nil
  }

  /// What the next daemon does first: a turn that has not ended is interrupted, with what was kept.
  mutating func interruptUnfinished() {
    for (turn, row) in rows where !row.status.hasEnded {
      rows[turn]?.status = .interrupted
      rows[turn]?.output = row.kept.text
    }
  }

  private func refuseSecondRunner(at place: TurnPlace, besides turn: TurnKey?) throws(Broken) {
    guard turn != nil, let other = running(at: place) else { return }
    throw Broken("\(turn?.name ?? "") runs beside \(other.name) on one thread")
  }

  /// Pair or nothing: a question and its answer stand side by side, where the turn's status says so.
  func checkPairs() throws(Broken) {
    var paired: Set<TurnKey> = []
    for (place, messages) in messages {
      for (index, message) in messages.enumerated() {
        guard let turn = message.turn else { continue }
        switch message.role {
        case .user:
          guard messages.indices.contains(index + 1), messages[index + 1].turn == turn,
            messages[index + 1].role == .assistant
          else { throw Broken("\(turn.name) has a question without its answer") }
          guard paired.insert(turn).inserted else { throw Broken("\(turn.name) has two pairs") }
          guard rows[turn]?.place == place else { throw Broken("\(turn.name) is elsewhere") }
        case .assistant:
          guard index > 0, messages[index - 1].turn == turn else {
            throw Broken("\(turn.name) has an answer without its question")
          }
          guard message.text == rows[turn]?.output else {
            throw Broken("\(turn.name) has another answer than its row")
          }
        }
      }
    }
    for (turn, row) in rows where !deleted.contains(row.place) {
      let output = row.output ?? ""
      let wantsPair = row.status == .completed || row.status == .cancelled && !output.isEmpty
      guard wantsPair == paired.contains(turn) else {
        throw Broken(
          "\(turn.name) is \(row.status.rawValue) and has \(wantsPair ? "no" : "a") pair")
      }
    }
  }
}

/// What a model said, in both voices.
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
