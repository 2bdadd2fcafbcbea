import Identity
import NIOCore
import Synchronization

/// The path while the daemon runs: temporary directories are swept, and sockets are stolen.
extension Listener {
  /// On the event loop, every now and then.
  func checkPath() {
    let socket = state.withLock { $0.socket }
    do throws(ListenFailure) {
      switch try socket.look() {
      case .intact: break
      case .replaced: giveUp("another socket stands at \(path)")
      case .deleted: try rebind(after: socket)
      }
    } catch {
      giveUp("\(error)")
    }
  }

  private func rebind(after old: ListeningSocket) throws(ListenFailure) {
    // Its file may be gone as well, and then it keeps nobody out.
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
    // Drained in this very moment: nobody looks at the new one any more.
    if isStopped { try new.unlinkPath() }
  }

  private func adopt(_ channel: any Channel, of socket: ListeningSocket) {
    let isStopped = state.withLock { state in
      if !state.isStopped { state.channel = channel }
      return state.isStopped
    }
    guard !isStopped else { return channel.close(promise: nil) }
    socket.lengthenQueue()
    configuration.log(.warning, "\(path) was deleted: bound anew")
  }

  private func giveUp(_ why: String) {
    let check = state.withLock { state in
      defer { state.check = nil }
      return state.check
    }
    check?.cancel()
    configuration.log(.error, "\(why): new clients don't reach this daemon")
    configuration.onStolen()
  }
}
