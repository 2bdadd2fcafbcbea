import CCurl
import Synchronization

/// The one thread that does HTTP: a libcurl multi handle, and the tasks that use it.
///
/// Other threads submit work, which runs on this thread in the order of submission; everything in
/// `Loop` is used by this thread only.
final class MultiLoop: Sendable {
  typealias Work = @Sendable (Loop) -> Void

  private struct Inbox {
    var work: [Work] = []
    /// Set once; no work is accepted after it.
    var isStopping = false
  }

  private let inbox = Mutex(Inbox())
  private let worker = Mutex<Worker?>(nil)
  // libcurl allows curl_multi_wakeup from any thread, and this one call is the only use outside the
  // loop's thread. It is made under the inbox's lock while `isStopping` is false, and the handle is
  // freed after the loop has seen it true.
  nonisolated(unsafe) private let multi: UnsafeMutableRawPointer

  private static let prepared = ccurl_prepare()

  init() throws(Failure) {
    guard Self.prepared == CURLE_OK, let multi = curl_multi_init() else {
      throw Failure(.network, "libcurl can't be started.")
    }
    self.multi = multi
    _ = ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, Limits.idleConnections)
    guard let worker = Worker({ [self] in run() }) else {
      curl_multi_cleanup(multi)
      throw Failure(.network, "No thread could be started for HTTP.")
    }
    var started: Worker? = consume worker
    self.worker.withLock { swap(&$0, &started) }
  }

  /// Returns false when the loop is stopping; then the work will not run.
  @discardableResult
  func enqueue(_ work: @escaping Work) -> Bool {
    inbox.withLock { inbox in
      if inbox.isStopping { return false }
      inbox.work.append(work)
      curl_multi_wakeup(multi)
      return true
    }
  }

  /// Makes the thread cancel all tasks and end; does not wait for that.
  func stop() {
    inbox.withLock { inbox in
      if inbox.isStopping { return }
      inbox.isStopping = true
      curl_multi_wakeup(multi)
    }
  }

  /// Stops and waits for the end, unless the caller is the loop's own thread.
  func join() {
    stop()
    var ended: Worker?
    worker.withLock { worker in
      if worker?.isCurrent == false { swap(&worker, &ended) }
    }
    if let ended { ended.join() }
  }

  private func run() {
    let loop = Loop(multi)
    while true {
      let (work, isStopping) = inbox.withLock { inbox in
        defer { inbox.work.removeAll() }
        return (inbox.work, inbox.isStopping)
      }
      for one in work { one(loop) }
      if isStopping { break }
      loop.turn()
    }
    loop.cancelAll()
    curl_multi_cleanup(multi)
  }
}
