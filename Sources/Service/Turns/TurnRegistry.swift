import JSON
import Logging
import OpenAI
import Store
import Synchronization
import Turns
import Wire

/// The one registry of work: every turn that has not ended, from its request to its pair.
///
/// It interprets the machine: tells it what happened and does what it says. Nothing in here waits:
/// each step is a callback of the one before (a commit, a model's event), and the only lock is held
/// for the machine's own step.
final class TurnRegistry: Sendable {
  struct State {
    var machine: TurnMachine
    var live: [TurnTicket: LiveTurn] = [:]
    var whenIdle: [@Sendable () -> Void] = []
  }

  /// What follows from the configuration. A turn keeps what it began with.
  struct Rules {
    let models: ModelDirectory
    let allowance: Allowance
    /// For threads without a policy of their own.
    let contextPolicy: ContextPolicy
  }

  let state: Mutex<State>
  private let rules: Mutex<Rules>
  let source: ModelSource
  let ids: IDSource
  let log: Logger
  let now: @Sendable () -> Timestamp

  init(
    models: ModelDirectory, source: ModelSource, allowance: Allowance,
    contextPolicy: ContextPolicy, runningLimit: Int, ids: IDSource, log: Logger,
    now: @escaping @Sendable () -> Timestamp
  ) {
    rules = Mutex(Rules(models: models, allowance: allowance, contextPolicy: contextPolicy))
    self.source = source
    self.ids = ids
    self.log = log
    self.now = now
    state = Mutex(State(machine: TurnMachine(runningLimit: runningLimit)))
  }

  var models: ModelDirectory { rules.withLock { $0.models } }
  var allowance: Allowance { rules.withLock { $0.allowance } }
  var contextPolicy: ContextPolicy { rules.withLock { $0.contextPolicy } }

  /// The rules for turns that begin from now on.
  func take(_ new: Rules) {
    rules.withLock { $0 = new }
  }

  /// The turn, while it has not ended.
  func live(_ key: TurnKey) -> LiveTurn? {
    state.withLock { state in state.machine.ticket(of: key).flatMap { state.live[$0] } }
  }

  /// Takes a request in. The same id with the same body finds the turn that it made before.
  func open(_ request: TurnRequest, from session: Session) throws -> LiveTurn {
    if request.threadId != nil, request.purpose != nil {
      throw Fault.invalidParams(
        path: "purpose",
        expected: "no value with threadId: thread/update sets the purpose of a thread that exists")
    }
    let fingerprint = Fingerprint(try Output.encode(request.body, nilMembers: .omitted))
    guard let earlier = request.settingsOf else {
      return try admit(request, retryOf: nil, fingerprint, from: session)
    }
    if let id = request.id, let known = live(TurnKey(owner: session.owner.key, id: id)) {
      return try known.asked(as: fingerprint)
    }
    // Read at once, as for a retry: what a turn was asked with never changes.
    let question = try session.owned.read { try $0.question(of: earlier) }
    return try admit(
      request.asked(as: question), retryOf: nil, fingerprint, from: session)
  }

  /// Finds the turn that its id names, or lets a new one in.
  func admit(
    _ request: TurnRequest, retryOf: TurnID?, _ fingerprint: Fingerprint, from session: Session
  ) throws -> LiveTurn {
    let key = TurnKey(owner: session.owner.key, id: request.id ?? ids.next())
    let newThread: ThreadID = ids.next()
    // An ephemeral turn waits for nobody on its thread: it writes nothing there.
    let isOnThread = !(request.ephemeral ?? false)
    let place = TurnPlace(
      owner: session.owner.key, thread: isOnThread ? request.threadId ?? newThread : newThread)
    let opening = LiveTurn.Opening(session: session, newThread: newThread)
    let (live, isNew, steps) = try state.withLock {
      state throws(Fault) -> (LiveTurn?, Bool, [Step]) in
      let admission = try state.machine.admit(
        key, at: place, ifBusy: request.ifBusy ?? .queue, inputBytes: request.input.text.utf8.count)
      switch admission {
      case .known(let ticket): return (state.live[ticket], false, [])
      case .new(let ticket, let effects):
        let live = LiveTurn(
          ticket, request: request, retryOf: retryOf, fingerprint: fingerprint, opening: opening,
          ids: ids)
        state.live[ticket] = live
        return (live, true, state.steps(effects))
      }
    }
    guard let live else { throw Fault.internal(requestId: key.id.description) }
    guard isNew else { return try live.asked(as: fingerprint) }
    perform(steps)
    return live
  }
}

extension Changes {
  /// What a model is not sent is seen on its turn.
  func note(_ prompt: Prompt, of turn: inout Noun.Turn) throws {
    guard prompt.droppedMessages != turn.droppedMessages else { return }
    turn.droppedMessages = prompt.droppedMessages
    try noteDroppedMessages(turn.id, prompt.droppedMessages)
  }
}

extension TurnRequest {
  /// With what the earlier question was asked with, where this one says nothing.
  fileprivate func asked(as earlier: Question) -> TurnRequest {
    var request = self
    request.model = model ?? earlier.model
    request.systemPrompt = systemPrompt ?? earlier.systemPrompt
    request.options = options ?? earlier.options
    return request
  }

  /// What makes two requests the same: all but the id and what concerns only the connection.
  var body: TurnRequest {
    var body = self
    body.id = nil
    body.stream = nil
    body.onDisconnect = nil
    body.ifBusy = nil
    body.deltaIntervalMs = nil
    if body.ephemeral == false { body.ephemeral = nil }
    return body
  }
}
