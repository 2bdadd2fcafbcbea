import Wire

/// The calls of one connection that have not ended, and the batches that are not answered yet.
struct Ledger {
  /// How many calls are in flight: not ended and not parked.
  private(set) var active = 0
  /// The size of their requests.
  private(set) var activeBytes = 0
  /// The size of everything here: requests that have not ended, also parked ones, and answers of
  /// batches.
  var bytes: Int { requestBytes + answerBytes }

  private var requestBytes = 0
  private var answerBytes = 0

  private var calls: [Int: Open] = [:]
  private var batches: [Int: Batch] = [:]

  private struct Open {
    let id: RequestID?
    let bytes: Int
    var isParked = false
    // The reference is weak so that a call that nothing else holds ends itself.
    weak var call: Call?
  }

  private struct Batch {
    var answers: [[UInt8]?]
    var open: Int
    /// The size of the answers so far.
    var bytes = 0
  }

  /// Whether every call has ended.
  var isIdle: Bool { calls.isEmpty }

  mutating func open(_ call: Call, ticket: Int, id: RequestID?, bytes: Int) {
    calls[ticket] = Open(id: id, bytes: bytes, call: call)
    active += 1
    activeBytes += bytes
    requestBytes += bytes
  }

  mutating func park(_ ticket: Int) {
    guard let call = calls[ticket], !call.isParked else { return }
    calls[ticket]?.isParked = true
    active -= 1
    activeBytes -= call.bytes
  }

  mutating func close(_ ticket: Int) {
    guard let call = calls.removeValue(forKey: ticket) else { return }
    requestBytes -= call.bytes
    guard !call.isParked else { return }
    active -= 1
    activeBytes -= call.bytes
  }

  /// The calls whose id is the same token.
  func calls(named id: RequestID) -> [Call] {
    calls.values.compactMap { $0.id == id ? $0.call : nil }
  }

  /// Keeps the answer of one entry, `nil` for a notification; returns the answer of the batch after
  /// the last one.
  ///
  /// Answers are in the order of the entries (PROTOCOL.md, Transport). They wait here for the
  /// slowest one, so their size, over all batches of the connection, is limited: an answer beyond
  /// the limit becomes a limit error.
  mutating func fill(_ slot: Slot, with answer: [UInt8]?, for id: RequestID?) -> [UInt8]? {
    var batch =
      batches.removeValue(forKey: slot.batch)
      ?? Batch(answers: Array(repeating: nil, count: slot.count), open: slot.count)
    let kept = answer.map { answer in
      let isTooMuch = answerBytes + answer.count > Limits.batchAnswerBytes
      return isTooMuch ? Outbound.answer(id, fault: Self.tooMuch) : answer
    }
    batch.answers[slot.index] = kept
    batch.bytes += kept?.count ?? 0
    answerBytes += kept?.count ?? 0
    batch.open -= 1
    guard batch.open == 0 else {
      batches[slot.batch] = batch
      return nil
    }
    answerBytes -= batch.bytes
    return Outbound.batch(batch.answers.compactMap { $0 })
  }

  private static let tooMuch = Fault.limit(
    "The answers of the batches are too large together: send smaller batches.",
    limit: Limits.batchAnswerBytes)
}
