import Identity

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A bound socket, the lock beside its path, and what is needed to remove the socket's file.
struct ListeningSocket: Sendable {
  let descriptor: Int32
  let path: SocketPath
  let lock: InstanceLock
  /// The group that may connect besides the owner.
  let group: UInt32?
  /// The file that we made; `nil` if the service manager made and keeps it.
  private let ours: FileIdentity?

  /// The state of the path.
  enum Path: Sendable {
    case intact, deleted, replaced
  }

  /// Binds the path while holding the lock. The pid in the lock decides nothing: with the lock
  /// held, a socket on which nothing answers is stale and is removed.
  init(
    binding path: SocketPath, group: UInt32? = nil, report: InstanceLock.Report? = nil
  ) throws(ListenFailure) {
    try SocketDirectory.prepare(path.directory, group: group)
    self.path = path
    self.group = group
    lock = try Self.lock(path, report: report)
    if let found = try FileIdentity(at: path.text) {
      guard found.isSocket else { throw .notASocket(path: path.text) }
      // Another program listens without our lock, such as systemd; its socket must not be lost.
      if let pid = try Self.answering(path) { throw .alreadyRunning(pid: pid, path: path.text) }
      guard unlink(path.text) == 0 else { throw .machine("remove \(path.text)", errno: errno) }
    }
    descriptor = try Self.bound(to: path)
    guard let made = try FileIdentity(at: path.text) else {
      close(descriptor)
      throw .machine(step: "bind \(path.text)", why: "the socket vanished")
    }
    ours = made
    // The socket does not listen yet, so that there is time to give access to the group.
    if let group {
      guard chown(path.text, uid_t.max, group) == 0, chmod(path.text, 0o660) == 0 else {
        let reason = errno
        close(descriptor)
        unlink(path.text)
        throw .machine("open \(path.text) to group \(group)", errno: reason)
      }
    }
  }

  /// Takes over a descriptor that is already listening.
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

  /// Removes the socket's file if it is still the one that we made.
  func unlinkPath() throws(ListenFailure) {
    guard !isInherited, try look() == .intact else { return }
    guard unlink(path.text) == 0 else { throw .machine("remove \(path.text)", errno: errno) }
  }

  /// Lengthens the backlog, because NIO listens with a shorter one than the system allows.
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
    // The mode is set before bind, because a client could connect between bind and a later chmod.
    #if canImport(Darwin)
      let mask = umask(0o177)
      let result = path.withAddress { bind(descriptor, $0, $1) }
      let reason = errno
      umask(mask)
    #else
      // Linux gives the file the mode of the socket; a umask would apply to every thread.
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

  /// The pid of the process that listens at a path, 0 if it can't be found; `nil` if none listens.
  ///
  /// It tries several times, because the kernel closes a killed daemon's lock before its socket.
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
    // The other process's backlog may be full: it still listens, and we must not wait for it.
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
