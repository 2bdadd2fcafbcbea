#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What SQLite's processes tell each other about the write-ahead log in `-shm`: sqlite.org/
/// walformat.html, section 2. Its numbers are in the machine's own byte order.
struct LogIndex: Equatable {
  /// How far copying the log into the database has come: no page of the database is written to
  /// without a change of this, before and after.
  struct Progress: Equatable {
    /// New with each beginning of the log.
    let salt: UInt64
    let copiedFrames: UInt32
    /// As far as it was going to when it began last.
    let attemptedFrames: UInt32

    /// Nothing was begun that has not ended.
    var isSettled: Bool { copiedFrames == attemptedFrames }
  }

  /// Frames of ended transactions; what else is in the log does not count.
  let frames: Int
  /// The bytes of the two checksums, of the last of them, as they stand in its header.
  let lastChecksums: [UInt8]
  /// The database's pages after the last of them.
  let pages: Int
  let progress: Progress

  private static let headerBytes = 48
  private static let usedBytes = 136

  /// Nil while it is being written, or when it can't be read.
  init?(descriptor: Int32) {
    let read: LogIndex? = withUnsafeTemporaryAllocation(
      byteCount: Self.usedBytes, alignment: 8
    ) { room in
      guard pread(descriptor, room.baseAddress, Self.usedBytes, 0) == Self.usedBytes else {
        return nil
      }
      return LogIndex(UnsafeRawBufferPointer(room))
    }
    guard let read else { return nil }
    self = read
  }

  private init?(_ bytes: UnsafeRawBufferPointer) {
    // It stands there twice, so that a reader sees when it is half written.
    let (one, other) = (0..<Self.headerBytes, Self.headerBytes..<Self.headerBytes * 2)
    guard bytes[one].elementsEqual(bytes[other]) else { return nil }
    func number(_ offset: Int) -> UInt32 { bytes.load(fromByteOffset: offset, as: UInt32.self) }
    frames = Int(number(16))
    pages = Int(number(20))
    lastChecksums = [number(24), number(28)].flatMap { number in
      withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
    progress = Progress(
      salt: bytes.load(fromByteOffset: 32, as: UInt64.self), copiedFrames: number(96),
      attemptedFrames: number(128))
  }

  /// The byte of `-shm` that whoever copies the log into the database holds locked.
  private static let copyingLock: off_t = 121

  /// Whether another process is copying the log into the database now.
  static func isBeingCopied(byOthers descriptor: Int32) -> Bool {
    var lock = flock()
    lock.l_type = Int16(F_WRLCK)
    lock.l_whence = Int16(SEEK_SET)
    (lock.l_start, lock.l_len) = (copyingLock, 1)
    return fcntl(descriptor, F_GETLK, &lock) == 0 && lock.l_type != Int16(F_UNLCK)
  }
}
