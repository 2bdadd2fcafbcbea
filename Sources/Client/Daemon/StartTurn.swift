#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The right to start a daemon: commands that find none at the same time take turns, so that one of
/// them starts it and the others find it, or hear why it did not start.
final class StartTurn {
  /// Beside the log of the daemons that are started.
  private static let fileName = "/starting"
  private static let noteLimitBytes = 64 << 10

  private let file: Int32
  private let place: String
  private let socket: String
  /// Whether somebody else had it first.
  let hasWaited: Bool

  /// Waits for its turn. Throws what kept the one before from starting a daemon at this socket, when
  /// that happened meanwhile: to try again at once would come to the same.
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
      // Where there are no locks, the daemon's own will say so.
      guard errno == EWOULDBLOCK || errno == EINTR else { break }
      guard !deadline.hasPassed else {
        close(file)
        throw .unreachable(
          "Another skein has been starting a daemon for long; \(place) is its lock.")
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
    // The object is whole: its end closes the file.
    throw .unreachable(why)
  }

  deinit {
    close(file)
  }

  /// For those who wait meanwhile.
  func note(failure text: String) {
    let whole = "\(monotonicNanoseconds())\n\(socket)\n\(text)"
    let note = Array(whole.utf8.prefix(Self.noteLimitBytes))
    guard ftruncate(file, 0) == 0 else { return }
    // Who cannot read it tries for itself.
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
