import Identity

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A bound descriptor, the lock beside its path, and what it takes to leave both as they were.
struct ListeningSocket: Sendable {
  let descriptor: Int32
  let path: SocketPath
  let lock: InstanceLock
  /// Who may connect beside the owner.
  let group: UInt32?
  /// The file we made; nil when the service manager made it, which then keeps it.
  private let ours: FileIdentity?

  /// What became of the path.
  enum Path: Sendable {
    case intact, deleted, replaced
  }

  /// Binds under the lock. A pid decides nothing: with the lock held, a socket that nobody answers
  /// is stale and goes.
  init(
    binding path: SocketPath, group: UInt32? = nil, report: InstanceLock.Report? = nil
  ) throws(ListenFailure) {
    try SocketDirectory.prepare(path.directory, group: group)
    self.path = path
    self.group = group
    lock = try Self.lock(path, report: report)
    if let found = try FileIdentity(at: path.text) {
      guard found.isSocket else { throw .notASocket(path: path.text) }
      // Somebody without our lock: systemd, say, whose socket would be lost.
      if let pid = try Self.answering(path) { throw .alreadyRunning(pid: pid, path: path.text) }
      guard unlink(path.text) == 0 else { throw .machine("remove \(path.text)", errno: errno) }
    }
    descriptor = try Self.bound(to: path)
    guard let made = try FileIdentity(at: path.text) else {
      close(descriptor)
      throw .machine(step: "bind \(path.text)", why: "the socket vanished")
    }
    ours = made
    // Nobody listens yet, and opening what is closed can't come too late.
    if let group {
      guard chown(path.text, uid_t.max, group) == 0, chmod(path.text, 0o660) == 0 else {
        let reason = errno
        close(descriptor)
        unlink(path.text)
        throw .machine("open \(path.text) to group \(group)", errno: reason)
      }
    }
  }

  /// Takes over a descriptor that listens already.
  init(inherited descriptor: Int32, report: InstanceLock.Report? = nil) throws(ListenFailure) {
    path = try InheritedSocket.check(descriptor)
    lock = try Self.lock(path, report: report)
    self.descriptor = descriptor
    group = nil
    ours = nil
  }

  var isInherited: Bool { ours == nil }

  func look() throws(ListenFailure) -> Path {
    guard let ours else { return .intact }
    guard let found = try FileIdentity(at: path.text) else { return .deleted }
    return ours.isSameFile(as: found) ? .intact : .replaced
  }

  /// Removes the socket's file if it is still the one we made.
  func unlinkPath() throws(ListenFailure) {
    guard !isInherited, try look() == .intact else { return }
    guard unlink(path.text) == 0 else { throw .machine("remove \(path.text)", errno: errno) }
  }

  /// NIO begins to listen with a queue shorter than the system allows.
  func lengthenQueue() {
    listen(descriptor, SOMAXCONN)
  }

  static func lock(
    _ path: SocketPath, report: InstanceLock.Report? = nil
  ) throws(ListenFailure) -> InstanceLock {
    do throws(InstanceLock.Failure) {
      return try InstanceLock(path: path.lockPath, socketPath: path.text, report: report)
    } catch {
      switch error {
      case .taken(let holder):
        throw .alreadyRunning(pid: holder?.pid, path: holder?.socketPath ?? path.text)
      case .noLocks: throw .noLocks(path: path.text)
      case .machine(let step, let errno): throw .machine(step, errno: errno)
      }
    }
  }

  private static func bound(to path: SocketPath) throws(ListenFailure) -> Int32 {
    let descriptor = try LibC.streamSocket()
    // Before bind, for a chmod after it would be too late for whoever connects between.
    #if canImport(Darwin)
      let mask = umask(0o177)
      let result = path.withAddress { bind(descriptor, $0, $1) }
      let reason = errno
      umask(mask)
    #else
      // Linux gives the file the mode of the socket; a umask would be every thread's.
      fchmod(descriptor, 0o600)
      let result = path.withAddress { bind(descriptor, $0, $1) }
      let reason = errno
    #endif
    guard result == 0 else {
      close(descriptor)
      throw .machine("bind \(path.text)", errno: reason)
    }
    return descriptor
  }

  /// The pid that listens at a path, 0 where it can't be told; nil when nobody does.
  ///
  /// Asked for a while: the kernel closes a killed daemon's lock and its socket one after the other.
  private static func answering(_ path: SocketPath) throws(ListenFailure) -> Int32? {
    var pid: Int32?
    for _ in 0..<5 {
      pid = try peer(at: path)
      guard pid != nil else { return nil }
      usleep(20_000)
    }
    return pid
  }

  private static func peer(at path: SocketPath) throws(ListenFailure) -> Int32? {
    let descriptor = try LibC.streamSocket()
    defer { close(descriptor) }
    // Its queue may be full: it is there all the same, and must not keep us waiting.
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    guard path.withAddress({ connect(descriptor, $0, $1) }) == 0 else {
      return errno == EAGAIN ? 0 : nil
    }
    do throws(PeerCredentials.Unknown) {
      return try PeerCredentials(descriptor: descriptor).pid
    } catch {
      return 0
    }
  }
}
