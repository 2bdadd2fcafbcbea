import Turns
import Wire

/// The steps of the writer, the models and the providers.
extension Simulation {
  /// Performs one write completely or not at all; its result comes later, as an event.
  mutating func write(_ write: SimulatedStore.Write) throws(Broken) {
    log.note("writes \(write)")
    switch write {
    case .row(let turn, let place, let runs, let isModelKnown):
      try writeRow(turn, place, runs: runs, isModelKnown: isModelKnown)
    case .start(let turn):
      if isFault() { return agenda.append(.event(turn, .startRefused(.full))) }
      try store.start(turn.key)
      agenda.append(.event(turn, .startWritten))
    case .keep(let turn, let words):
      if isFault() { return }
      try store.keep(turn.key, words)
    case .end(let turn, let ending, let output):
      let isGone = store.rows[turn.key] == nil && live[turn]?.isRowWritten == true
      let isOdd = ending.isFirstTry && dice.isOne(in: 60)
      if isGone || isOdd || isFault() {
        store.unwritable.insert(turn.key)
        return agenda.append(.event(turn, .endRefused(.full, isPassing: !isGone && !isOdd)))
      }
      try store.end(turn.key, as: ending, output: output)
      agenda.append(.event(turn, .endWritten))
    case .append(let place, let text): store.append(text, at: place)
    case .delete(let place, let call):
      try store.delete(place)
      machine.reopen(place)
      calls[call].answers += 1
    }
  }

  private mutating func writeRow(
    _ turn: TurnTicket, _ place: TurnPlace, runs: Bool, isModelKnown: Bool
  ) throws(Broken) {
    guard machine.beginWriting(turn) else { return }
    // Another write of the same transaction has failed: each write is tried again alone.
    if dice.isOne(in: 8), !machine.beginWriting(turn) { return }
    if isFault() { return agenda.append(.event(turn, .rowRefused(.full))) }
    if let row = store.rows[turn.key] {
      guard row.status.hasEnded else {
        throw Broken("\(turn.name) has a row that has not ended, but is written again")
      }
      return agenda.append(.event(turn, .rowKnown))
    }
    if store.deleted.contains(place) {
      return agenda.append(.event(turn, .rowRefused(.notFound(.thread))))
    }
    if !isModelKnown { return agenda.append(.event(turn, .modelUnknown)) }
    try store.insert(turn.key, at: place, runs: runs)
    live[turn]?.isRowWritten = true
    agenda.append(.event(turn, .rowWritten))
  }

  mutating func answerSearch(_ turn: TurnTicket) {
    live[turn]?.isModelKnown = true
    take(dice.isOne(in: 4) ? .modelMissing(.odd) : .modelFound, of: turn)
  }

  /// A model sends a word, turns its text into reasoning, or ends.
  mutating func speak(_ turn: TurnTicket) throws(Broken) {
    guard let its = live[turn], case .speaking(let isCancelled) = its.model else { return }
    if !isCancelled { try checkIsTold(turn) }
    switch dice.below(isCancelled ? 3 : 12) {
    case 0: hush(turn, isCancelled ? .cancelled : .completed)
    case 1: hush(turn, isCancelled || dice.isOne(in: 2) ? .completed : .failed)
    case 2 where !isCancelled && dice.isOne(in: 4):
      live[turn]?.script.countTextAsReasoning()
      for index in its.followers.indices { live[turn]?.followers[index].hasLagged = true }
      hear(turn)
    default:
      say("word \(its.script.seq.number) ", as: dice.isOne(in: 3) ? .reasoning : .text, turn)
    }
  }

  private mutating func say(_ words: String, as voice: TurnDelta.Voice, _ turn: TurnTicket) {
    guard let seq = live[turn]?.script.append(words, as: voice) else { return }
    for index in live[turn]?.followers.indices ?? 0..<0 {
      switch voice {
      case .text: live[turn]?.followers[index].words.text += words
      case .reasoning: live[turn]?.followers[index].words.reasoning += words
      }
      live[turn]?.followers[index].seq = seq
    }
    hear(turn)
  }

  /// Notes new output, which is stored soon; the model continues.
  private mutating func hear(_ turn: TurnTicket) {
    guard let its = live[turn] else { return }
    heard[turn.key, default: []].append(its.words)
    if its.said.count < its.script.seq.number { live[turn]?.said.append(its.words) }
    agenda.append(.model(turn))
    guard !its.isEphemeral, !its.isKeepDue else { return }
    live[turn]?.isKeepDue = true
    agenda.append(.keep(turn))
  }

  private mutating func hush(_ turn: TurnTicket, _ end: TurnEvent.ModelEnd) {
    live[turn]?.model = .over
    agenda.append(.event(turn, .modelEnded(end)))
  }

  mutating func keep(_ turn: TurnTicket) {
    live[turn]?.isKeepDue = false
    guard machine.isRunning(turn), let words = live[turn]?.words else { return }
    store.queue.append(.keep(turn, words))
  }
}

extension TurnEnding {
  /// Whether this end may be refused for good. Then a failure is written, which is never refused for
  /// good.
  fileprivate var isFirstTry: Bool {
    switch self {
    case .completed, .failed, .cancelled, .interrupted: true
    case .refused: false
    }
  }
}

extension Fault {
  static let odd = Fault.internal(requestId: "odd")
}
