import Turns
import Wire

/// The calls of the clients.
extension Simulation {
  mutating func call() throws(Broken) {
    switch dice.below(16) {
    case 0...6: askAnew()
    case 7: askAgain()
    case 8, 9: cancel()
    case 10: callOff()
    case 11, 12: try follow()
    case 13: delete()
    case 14: dice.isOne(in: 2) ? leave() : append()
    default: if dice.isOne(in: 3) { shutDown() } else { append() }
    }
  }

  private mutating func askAnew() {
    names += 1
    let isEphemeral = dice.isOne(in: 6)
    let place = isEphemeral || dice.isOne(in: 5) ? newPlace() : places[dice.below(places.count)]
    if !isEphemeral { places.append(place) }
    let turn = TurnKey(owner: place.owner, id: TurnID(high: 0, low: names))
    ask(turn, at: place, isEphemeral: isEphemeral)
  }

  /// Repeats a request with the same id and question, whatever state its turn is in.
  private mutating func askAgain() {
    let turns = calls.compactMap { call -> TurnKey? in
      if case .run(let turn) = call.wish { turn } else { nil }
    }
    guard !turns.isEmpty else { return }
    let turn = turns[dice.below(turns.count)]
    let its = live.first { $0.key.key == turn }?.value
    guard let place = its?.place ?? store.rows[turn]?.place else { return }
    ask(turn, at: place, isEphemeral: its?.isEphemeral ?? false)
  }

  private mutating func ask(_ turn: TurnKey, at place: TurnPlace, isEphemeral: Bool) {
    log.note("call \(calls.count) asks for \(turn.name) on thread \(place.thread.low)")
    calls.append(Call(wish: .run(turn)))
    let ifBusy: IfBusy = dice.isOne(in: 6) ? .reject : .queue
    do {
      switch try machine.admit(turn, at: place, ifBusy: ifBusy, inputBytes: 10) {
      case .known(let ticket): live[ticket]?.waiting.append(calls.count - 1)
      case .new(let ticket, let effects):
        live[ticket] = LiveTurn(
          place: place, isEphemeral: isEphemeral, isModelKnown: !dice.isOne(in: 6),
          waiting: [calls.count - 1])
        follow(effects)
      }
    } catch {
      calls[calls.count - 1].answers += 1
    }
  }

  private mutating func cancel() {
    guard let turn = anyLiveTurn() else { return }
    log.note("call \(calls.count) cancels \(turn.name)")
    calls.append(Call(wish: .cancel(turn)))
    live[turn]?.waiting.append(calls.count - 1)
    take(.stopped(.cancelled), of: turn)
  }

  private mutating func callOff() {
    guard let turn = anyLiveTurn() else { return }
    take(.calledOff, of: turn)
  }

  private mutating func follow() throws(Broken) {
    guard let turn = anyLiveTurn(), let live = live[turn], live.isOpened else { return }
    try checkRest(of: turn)
    let rest = live.script.rest(after: Sequence(0))
    let joined = live.script.joined(of: turn.key.id)
    guard joined.filter({ $0.kind == .text }).map(\.text).joined() == rest.text,
      joined.last.map({ $0.seq == live.script.seq }) ?? (rest.text + rest.reasoning).isEmpty
    else { throw Broken("a new follower of \(turn.name) gets other output than the turn has") }
    self.live[turn]?.followers.append(
      .init(words: Words(text: rest.text, reasoning: rest.reasoning), seq: live.script.seq))
  }

  private mutating func delete() {
    let place = places[dice.below(places.count)]
    log.note("call \(calls.count) deletes thread \(place.thread.low)")
    calls.append(Call(wish: .delete(place)))
    let (turns, effects) = machine.close(place)
    quiet(turns, effects)
  }

  private mutating func leave() {
    let user = UserKey(row: Int64(dice.below(users)))
    log.note("call \(calls.count) ends all turns of user \(user.row)")
    calls.append(Call(wish: .leave(user)))
    let (turns, effects) = machine.close(user)
    quiet(turns, effects)
  }

  /// Continues the last call when these turns have ended.
  private mutating func quiet(_ turns: [TurnTicket], _ effects: [TurnEffect]) {
    let number = calls.count - 1
    calls[number].remaining = Set(turns)
    for turn in turns { live[turn]?.waiting.append(number) }
    follow(effects)
    if turns.isEmpty { goOn(number) }
  }

  /// Continues a call whose turns have all ended.
  mutating func goOn(_ number: Int) {
    switch calls[number].wish {
    case .delete(let place): store.queue.append(.delete(place, call: number))
    case .leave(let user):
      machine.reopen(user)
      calls[number].answers += 1
    case .run, .cancel: calls[number].answers += 1
    }
  }

  private mutating func append() {
    store.queue.append(.append(places[dice.below(places.count)], "appended"))
  }

  private mutating func shutDown() {
    log.note("the daemon is told to stop")
    isStopping = true
    follow(machine.shutDown())
    agenda.append(.interrupt)
  }

  private mutating func anyLiveTurn() -> TurnTicket? {
    let turns = live.keys.sorted {
      ($0.key.id.low, $0.key.owner.row) < ($1.key.id.low, $1.key.owner.row)
    }
    return turns.isEmpty ? nil : turns[dice.below(turns.count)]
  }
}
