import Wire

/// The calls of one connection that have not ended, and the batches that are not answered.
struct Ledger {
  /// Calls that count as in flight: not ended and not parked.
  private(set) var active = 0
  /// What their requests hold.
  private(set) var activeBytes = 0
  /// What all that is kept here holds: requests not ended, parked ones too, and answers of batches.
  var bytes: Int { requestBytes + answerBytes }

  private var requestBytes = 0
  private var answerBytes = 0

  private var calls: [Int: Open] = [:]
  private var batches: [Int: Batch] = [:]

  private struct Open {
    let id: RequestID?
    let bytes: Int
    var isParked = false
    // A call that everybody dropped must end by itself: it is not kept alive here.
    weak var call: Call?
  }

  private struct Batch {
    var answers: [[UInt8]?]
    var open: Int
    /// What the answers hold so far.
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

  /// The calls that were made with this very token.
  func calls(named id: RequestID) -> [Call] {
    calls.values.compactMap { $0.id == id ? $0.call : nil }
  }

  /// Keeps the answer of one entry, nil for a notification; answers the whole when it was the last.
  ///
  /// Answers stand in the order of the entries (PROTOCOL.md, Transport). They wait here for the
  /// slowest one, so what they hold together, of all batches of the connection, is bounded: one too
  /// many becomes a limit error.
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
    "The answers of these batches hold more than they may: ask for fewer things at once.",
    limit: Limits.batchAnswerBytes)
}
