#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The right to start a daemon. Commands that find none at the same time take it one after another:
/// the first starts the daemon, and the others find it, or learn why it did not start.
final class StartTurn {
  /// The lock file's name, in the directory of the log.
  private static let fileName = "/starting"
  private static let noteLimitBytes = 64 << 10

  private let file: Int32
  private let place: String
  private let socket: String
  /// Whether another command held the right first.
  let hasWaited: Bool

  /// Waits for the right. Throws the reason that kept the command before from starting a daemon at
  /// this socket, if it failed meanwhile: a second attempt right away would fail alike.
  init(
    of socket: SocketPath, in directory: String, _ interrupt: InterruptPipe?,
    until deadline: Deadline
  ) throws(ClientError) {
    place = directory + Self.fileName
    self.socket = socket.path
    file = open(place, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw SmallFile.failure(place) }
    let begin = monotonicNanoseconds()
    var pause = Backoff()
    var waits = 0
    while flock(file, LOCK_EX | LOCK_NB) != 0 {
      // Where the file system has no locks, the daemon's own lock reports that.
      guard errno == EWOULDBLOCK || errno == EINTR else { break }
      guard !deadline.hasPassed else {
        close(file)
        throw .unreachable(
          "Another skein has been starting a daemon for a long time; its lock is \(place).")
      }
      waits += 1
      do throws(ClientError) {
        try pause.wait(interrupt, until: deadline)
      } catch {
        close(file)
        throw error
      }
    }
    hasWaited = waits > 0
    guard hasWaited, let why = failure(since: begin) else { return }
    // All members are set, so the deinitializer runs and closes the file.
    throw .unreachable(why)
  }

  deinit {
    close(file)
  }

  /// Writes the reason of a failure for the commands that wait.
  func note(failure text: String) {
    let whole = "\(monotonicNanoseconds())\n\(socket)\n\(text)"
    let note = Array(whole.utf8.prefix(Self.noteLimitBytes))
    guard ftruncate(file, 0) == 0 else { return }
    // A command that cannot read the reason tries to start a daemon itself.
    _ = note.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, 0) }
  }

  private func failure(since begin: UInt64) -> String? {
    guard let bytes = SmallFile.read(place, limit: Self.noteLimitBytes) else { return nil }
    let parts = bytes.split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard parts.count == 3, let time = UInt64(parts[0]), time >= begin, parts[1] == socket else {
      return nil
    }
    return parts[2]
  }
}
