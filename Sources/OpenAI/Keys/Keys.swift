import Synchronization

/// Resolves keys without blocking the calling thread, and remembers the output of a command until a
/// provider refuses it: a password manager must not be asked for each turn.
final class Keys: Sendable {
  typealias Answer = @Sendable (Result<Secret?, Failure>) -> Void

  private enum Command {
    case running([Answer])
    case known(Secret?)
  }

  /// A check does not run a failed command again before this many seconds have passed.
  static let lookAgainSeconds = 60.0

  private let commands = Mutex<[String: Command]>([:])
  /// The commands whose last run failed.
  private let failures = Mutex<[String: (failure: Failure, at: ContinuousClock.Instant)]>([:])

  /// Calls `answer` once: at once, on this thread, unless a command has to run.
  func resolve(_ source: KeySource, answer: @escaping Answer) {
    switch source {
    case .none, .environment, .file, .credential, .value:
      answer(Self.result(of: source))
    case .command(let command):
      resolve(command, source, answer: answer)
    }
  }

  /// Checks whether a key is available, without using it: a command runs only if it has not run
  /// yet, or if it failed some time ago. `answer` is called as by `resolve`.
  func look(at source: KeySource, answer: @escaping @Sendable (Result<Void, Failure>) -> Void) {
    if case .command(let command) = source,
      let known = failures.withLock({ $0[command] }),
      ContinuousClock.now - known.at < .seconds(Self.lookAgainSeconds)
    {
      return answer(.failure(known.failure))
    }
    resolve(source) { answer($0.map { _ in }) }
  }

  /// Called when a provider refused the key of `source`: the next turn runs the command again.
  func forget(_ source: KeySource) {
    guard case .command(let command) = source else { return }
    commands.withLock { known in
      if case .known = known[command] { known[command] = nil }
    }
  }
}

extension Keys {
  private static func result(of source: KeySource) -> Result<Secret?, Failure> {
    Result { () throws(Failure) in try source.resolve() }
  }

  private func resolve(_ command: String, _ source: KeySource, answer: @escaping Answer) {
    enum Next {
      case answer(Secret?)
      case run
      case wait
    }
    let next = commands.withLock { known -> Next in
      switch known[command] {
      case .known(let secret): return .answer(secret)
      case .running(let waiting):
        known[command] = .running(waiting + [answer])
        return .wait
      case nil:
        known[command] = .running([answer])
        return .run
      }
    }
    switch next {
    case .wait: break
    case .answer(let secret): answer(.success(secret))
    case .run:
      let started = Worker.detach { [self] in finish(command, Self.result(of: source)) }
      if !started {
        finish(command, .failure(KeySource.noKey("no thread could be started for keyCommand")))
      }
    }
  }

  private func finish(_ command: String, _ result: Result<Secret?, Failure>) {
    let waiting = commands.withLock { known -> [Answer] in
      guard case .running(let waiting) = known[command] else { return [] }
      switch result {
      case .success(let secret):
        known[command] = .known(secret)
        failures.withLock { $0[command] = nil }
      case .failure(let failure):
        known[command] = nil
        failures.withLock { $0[command] = (failure, .now) }
      }
      return waiting
    }
    for answer in waiting { answer(result) }
  }
}
