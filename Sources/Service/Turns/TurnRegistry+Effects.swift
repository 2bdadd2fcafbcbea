import Store
import Synchronization
import Turns
import Wire

/// Performs the effects of the machine.
extension TurnRegistry {
  /// An effect and its turn.
  struct Step: Sendable {
    let live: LiveTurn
    let act: TurnEffect.Act
  }

  /// Gives the machine an event of a turn, and performs the effects.
  func take(_ event: TurnEvent, of live: LiveTurn) {
    perform(state.withLock { $0.steps($0.machine.take(event, of: live.ticket)) })
  }

  func perform(_ steps: [Step]) {
    for step in steps { perform(step.act, step.live) }
    if steps.contains(where: \.isLast) { tellIdle() }
  }

  private func perform(_ act: TurnEffect.Act, _ live: LiveTurn) {
    switch act {
    case .writeRow(let runs): writeRow(live, runs: runs)
    case .limitOpening: limitOpening(live)
    case .findModel: findModel(live)
    case .leaveSearch: live.leaveSearch()
    case .tellReadable: live.tellReadable()
    case .tellOpened: live.tellOpened()
    case .writeStart: writeStart(live)
    case .tellStarted: tellStarted(live)
    case .ask: ask(live)
    case .cancelModel: live.state.withLock { $0.cancel }?()
    case .writeEnd(let ending): writeEnd(live, ending)
    case .tellUnwritten(let fault): live.tellUnwritten(fault.keepingAnswer())
    case .pauseBeforeEnd: pauseBeforeEnd(live)
    case .writeEndAgain: writeEndAgain(live)
    case .retire(let told): retire(live, told)
    }
  }

  private func tellIdle() {
    let bodies = state.withLock { state -> [@Sendable () -> Void] in
      guard state.machine.isIdle else { return [] }
      defer { state.whenIdle = [] }
      return state.whenIdle
    }
    for body in bodies { body() }
  }
}

extension TurnRegistry.State {
  /// Adds to each effect its turn. A turn that is retired is forgotten.
  mutating func steps(_ effects: [TurnEffect]) -> [TurnRegistry.Step] {
    effects.compactMap { effect in
      let step = live[effect.turn].map { TurnRegistry.Step(live: $0, act: effect.act) }
      if step?.isLast == true { live[effect.turn] = nil }
      return step
    }
  }
}

extension TurnRegistry.Step {
  fileprivate var isLast: Bool {
    if case .retire = act { true } else { false }
  }
}
