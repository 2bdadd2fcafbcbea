#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Waits with poll(2) until one of several descriptors is ready.
struct Readiness {
  enum Interest { case reading, writing, hangup }

  private var entries: [pollfd] = []

  /// Adds a descriptor; -1 is never ready. Returns its index.
  @discardableResult
  mutating func add(_ file: Int32, _ interest: Interest) -> Int {
    let events: Int32 =
      switch interest {
      case .reading: Int32(POLLIN)
      case .writing: Int32(POLLOUT)
      case .hangup: 0
      }
    entries.append(pollfd(fd: file, events: Int16(events), revents: 0))
    return entries.count - 1
  }

  /// Returns when one is ready, a signal came or the deadline passed.
  mutating func wait(until deadline: Deadline?) throws(ClientError) {
    let count = nfds_t(entries.count)
    if poll(&entries, count, deadline?.remainingMilliseconds ?? -1) < 0 {
      guard errno == EINTR || errno == EAGAIN else { throw .system(LibC.message("poll")) }
      for index in entries.indices { entries[index].revents = 0 }
    }
  }

  func isReady(_ place: Int) -> Bool { entries[place].revents != 0 }

  /// Whether the other end has closed.
  func hasHungUp(_ place: Int) -> Bool {
    Int32(entries[place].revents) & Int32(POLLERR | POLLHUP) != 0
  }
}
