import Client
import Wire

/// What is known of a thread's turns, without their words.
struct ThreadTurns {
  private var turns: [TurnID: Noun.Turn] = [:]
  /// For each that has no messages, the first turn that asked its question.
  private var replaced: [TurnID: [Noun.Turn]] = [:]
  /// What all of them cost, if the price of one is known.
  private(set) var cost: Double?

  /// `list` has the newest first.
  init(_ list: [Noun.Turn]) {
    for turn in list {
      turns[turn.id] = turn
      if let cost = turn.cost { self.cost = (self.cost ?? 0) + cost }
    }
    for turn in list.reversed() where turn.messageIds.isEmpty && turn.status.hasEnded {
      replaced[first(turn.id), default: []].append(turn)
    }
  }

  func model(of turn: TurnID) -> String? { turns[turn]?.model.text }

  /// Why an answer ended, where that is not as usual.
  func finish(of turn: TurnID) -> String? {
    switch turns[turn]?.finishReason {
    case "stop", nil: nil
    case "length", "outputLimit": "cut off at its length limit"
    case "content_filter": "cut off by the content filter"
    case "tool_calls": "ends where a tool was called that was not offered"
    case let other?: other
    }
  }

  /// The turns that asked the same without standing in the thread, the oldest first.
  func variants(of turn: TurnID) -> [TurnID] { (replaced[first(turn)] ?? []).map(\.id) }

  private func first(_ turn: TurnID) -> TurnID {
    var first = turn
    while let before = turns[first]?.retryOf, turns[before] != nil { first = before }
    return first
  }
}

extension Connection {
  /// Of all turns of a thread, as many as there are.
  func turns(of thread: ThreadID) throws -> ThreadTurns {
    var found: [Noun.Turn] = []
    let params = TurnList.Params(threadId: thread, limit: PageLimit(200))
    try pages(TurnList.self, params, cursor: \.cursor) { page, _ in
      found += page.data
      return true
    }
    return ThreadTurns(found)
  }
}
