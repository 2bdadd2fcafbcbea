import Identity
import NIOCore
import Synchronization

/// Watches the socket's path while the daemon runs: cleaners of temporary directories may delete
/// the socket, and other programs may replace it.
extension Listener {
  /// Runs on the event loop, at regular intervals.
  func checkPath() {
    let socket = state.withLock { $0.socket }
    do throws(ListenFailure) {
      switch try socket.look() {
      case .intact: break
      case .replaced: giveUp("another socket is now at \(path)")
      case .deleted: try rebind(after: socket)
      }
    } catch {
      giveUp("\(error)")
    }
  }

  private func rebind(after old: ListeningSocket) throws(ListenFailure) {
    // The lock's file may have been deleted, too, and then the lock has no effect.
    old.lock.release()
    let new = try ListeningSocket(
      binding: old.path, group: old.group, report: state.withLock { $0.report })
    let (former, isStopped) = state.withLock { state in
      defer { (state.socket, state.channel) = (new, nil) }
      return (state.channel, state.isStopped)
    }
    former?.close(promise: nil)
    acceptor.listen(on: new, group: group).whenComplete { result in
      switch result {
      case .success(let channel): self.adopt(channel, of: new)
      case .failure(let error): self.giveUp("listen at \(self.path): \(error)")
      }
    }
    // The listener was stopped at this moment, so the new socket is not watched any more.
    if isStopped { try new.unlinkPath() }
  }

  private func adopt(_ channel: any Channel, of socket: ListeningSocket) {
    let isStopped = state.withLock { state in
      if !state.isStopped { state.channel = channel }
      return state.isStopped
    }
    guard !isStopped else { return channel.close(promise: nil) }
    socket.lengthenQueue()
    configuration.log(.warning, "\(path) was deleted and has been created again")
  }

  private func giveUp(_ why: String) {
    let check = state.withLock { state in
      defer { state.check = nil }
      return state.check
    }
    check?.cancel()
    configuration.log(.error, "\(why): new clients can't reach this daemon")
    configuration.onStolen()
  }
}
