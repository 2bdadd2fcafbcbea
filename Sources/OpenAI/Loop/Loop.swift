import CCurl

/// Work that runs on the loop's thread until it removes itself.
protocol LoopTask: Transfer.Delegate {
  /// In nanoseconds on the monotonic clock; `UInt64.max` means never.
  var deadline: UInt64 { get set }
  func deadlineHasPassed()
  func keyHasArrived(_ key: Result<Secret?, Failure>)
  /// Ends it now. Must not be called from a libcurl callback.
  func cancel(because reason: CancelReason)
}

/// Why a task of the loop must end.
enum CancelReason {
  /// The caller cancelled it.
  case asked
  case shutDown
}

/// The state of the one thread that does HTTP. Created on that thread, and used only there.
final class Loop {
  private let multi: UnsafeMutableRawPointer
  private var tasks: [UInt64: any LoopTask] = [:]
  private var transfers: [UnsafeMutableRawPointer: Transfer] = [:]
  /// No task's deadline is earlier. The value may be too early, which costs one check of all tasks.
  private var earliest = UInt64.max
  private var running: Int32 = 0

  init(_ multi: UnsafeMutableRawPointer) {
    self.multi = multi
  }

  func add(_ task: any LoopTask, id: UInt64) {
    tasks[id] = task
  }

  func task(_ id: UInt64) -> (any LoopTask)? {
    tasks[id]
  }

  func remove(_ id: UInt64) {
    tasks[id] = nil
  }

  func schedule(_ task: any LoopTask, seconds: Double) {
    schedule(task, at: Clock.after(seconds, from: Clock.monotonicNanoseconds()))
  }

  /// Sets a task's deadline, in nanoseconds on the monotonic clock.
  func schedule(_ task: any LoopTask, at deadline: UInt64) {
    task.deadline = deadline
    earliest = min(earliest, deadline)
  }

  func start(_ transfer: Transfer) {
    transfers[transfer.easy] = transfer
    curl_multi_add_handle(multi, transfer.easy)
  }

  /// Removes a transfer, which closes its connection if it has not ended. Must not be called from a
  /// callback.
  func stop(_ transfer: Transfer) {
    if transfers[transfer.easy] == nil { return }
    curl_multi_remove_handle(multi, transfer.easy)
    transfers[transfer.easy] = nil
  }

  /// Advances every transfer as far as possible, then waits for a byte, a deadline or new work.
  func turn() {
    curl_multi_perform(multi, &running)
    endTransfers()
    endWaits()
    let now = Clock.monotonicNanoseconds()
    let wait = earliest > now ? (earliest - now) / 1_000_000 + 1 : 0
    curl_multi_poll(multi, nil, 0, Int32(min(wait, 60_000)), nil)
  }

  func cancelAll() {
    for task in tasks.values { task.cancel(because: .shutDown) }
    for transfer in transfers.values { stop(transfer) }
  }

  private func endTransfers() {
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle,
        let transfer = transfers[easy]
      else { continue }
      // The message becomes invalid when the handle is removed.
      let code = ccurl_result(message)
      stop(transfer)
      transfer.end(code)
    }
  }

  private func endWaits() {
    let now = Clock.monotonicNanoseconds()
    if earliest > now { return }
    earliest = UInt64.max
    for task in Array(tasks.values) {
      if task.deadline <= now {
        task.deadline = UInt64.max
        task.deadlineHasPassed()
      }
      earliest = min(earliest, task.deadline)
    }
  }
}
