import JSON
import Store
import Turns
import Wire

/// Asks the question of an ended turn again.
extension TurnRegistry {
  /// Admits a retry. A repeated request with the same id and body finds the turn that the first one
  /// made.
  func retry(_ params: TurnRetry.Params, from session: Session) throws -> LiveTurn {
    let fingerprint = Fingerprint(try Output.encode(params.body, nilMembers: .omitted))
    if let id = params.id, let known = live(TurnKey(owner: session.owner.key, id: id)) {
      return try known.asked(as: fingerprint)
    }
    // Read at once, so that the retry enters the thread's queue before requests that were sent after
    // it. The question of an ended turn never changes; whether its thread is deleted is checked after
    // the writes that were sent before.
    let question = try question(of: params.turnId, from: session)
    return try admit(
      TurnRequest(params, question), retryOf: params.turnId, fingerprint, from: session)
  }

  private func question(of id: TurnID, from session: Session) throws -> Question {
    let unfinished: TurnStatus
    do {
      let question = try session.owned.read { try $0.question(of: id) }
      if question.status.hasEnded { return question }
      unfinished = question.status
    } catch let fault as Fault where fault.kind == .notFound {
      // Its row is being written, or it is ephemeral.
      guard let live = live(TurnKey(owner: session.owner.key, id: id)) else { throw fault }
      unfinished = live.turn?.status ?? .queued
    }
    throw Fault.invalidState(
      "The turn is \(unfinished.rawValue): watch it, or cancel it before it is asked again.",
      from: unfinished.rawValue, to: "retried")
  }
}

extension TurnRequest {
  /// What the retry gives replaces what the old turn had.
  fileprivate init(_ retry: TurnRetry.Params, _ question: Question) {
    self.init(
      threadId: question.threadId, id: retry.id, input: question.input,
      model: retry.model ?? question.model,
      systemPrompt: retry.systemPrompt ?? question.systemPrompt,
      metadata: retry.metadata ?? question.metadata, options: retry.options ?? question.options,
      stream: retry.stream, ephemeral: retry.ephemeral, onDisconnect: retry.onDisconnect,
      ifBusy: retry.ifBusy, deltaIntervalMs: retry.deltaIntervalMs)
  }
}

extension TurnRetry.Params {
  /// What two equal retries have in common: all members but the id and those that concern only the
  /// connection.
  fileprivate var body: TurnRetry.Params {
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
