import JSON
import Logging
import OpenAI
import Store
import Synchronization
import Turns
import Wire

/// All turns that have not ended.
///
/// It interprets the machine: it reports events to it and performs its effects. Nothing here waits:
/// each step is a callback of the one before (a commit, an event of a model), and the only lock is
/// held only while the machine computes a step.
final class TurnRegistry: Sendable {
  struct State {
    var machine: TurnMachine
    var live: [TurnTicket: LiveTurn] = [:]
    var whenIdle: [@Sendable () -> Void] = []
  }

  /// What depends on the configuration. A turn keeps the rules that it began with.
  struct Rules {
    let models: ModelDirectory
    let allowance: Allowance
    /// For threads that set no policy themselves.
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

  /// Sets the rules for turns that begin from now on.
  func take(_ new: Rules) {
    rules.withLock { $0 = new }
  }

  /// The turn with this key; nil if it has ended.
  func live(_ key: TurnKey) -> LiveTurn? {
    state.withLock { state in state.machine.ticket(of: key).flatMap { state.live[$0] } }
  }

  /// Admits a request. A repeated request with the same id and body finds the turn that the first one
  /// made.
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
    // Read at once, as for a retry: the settings of a turn never change.
    let question = try session.owned.read { rows -> Question in
      do {
        return try rows.question(of: earlier)
      } catch let fault as Fault where fault.kind == .notFound {
        // The request may be repeated, and the earlier turn deleted by now: the turn that the first
        // request made has the same settings.
        guard let id = request.id else { throw fault }
        return try rows.question(of: id)
      }
    }
    return try admit(
      request.asked(as: question), retryOf: nil, fingerprint, from: session)
  }

  /// Finds the turn with the request's id, or admits a new one.
  func admit(
    _ request: TurnRequest, retryOf: TurnID?, _ fingerprint: Fingerprint, from session: Session
  ) throws -> LiveTurn {
    let key = TurnKey(owner: session.owner.key, id: request.id ?? ids.next())
    let newThread: ThreadID = ids.next()
    // An ephemeral turn writes nothing on its thread, so it does not wait for other turns there.
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
  /// Stores on the turn how many messages were left out of the prompt.
  func note(_ prompt: Prompt, of turn: inout Noun.Turn) throws {
    guard prompt.droppedMessages != turn.droppedMessages else { return }
    turn.droppedMessages = prompt.droppedMessages
    try noteDroppedMessages(turn.id, prompt.droppedMessages)
  }
}

extension TurnRequest {
  /// With the settings of the earlier question where this request gives none.
  fileprivate func asked(as earlier: Question) -> TurnRequest {
    var request = self
    request.model = model ?? earlier.model
    request.systemPrompt = systemPrompt ?? earlier.systemPrompt
    request.options = options ?? earlier.options
    return request
  }

  /// What two equal requests have in common: all members but the id and those that concern only the
  /// connection.
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
