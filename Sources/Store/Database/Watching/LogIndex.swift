#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The shared memory `-shm`, in which SQLite's processes coordinate their use of the write-ahead
/// log: sqlite.org/walformat.html, section 2. Its numbers are in the machine's byte order.
struct LogIndex: Equatable {
  /// How far the log was copied into the database: no page of the database is written without a
  /// change of this, before and after.
  struct Progress: Equatable {
    /// New each time that the log is restarted.
    let salt: UInt64
    let copiedFrames: UInt32
    /// How far the last copying was meant to go.
    let attemptedFrames: UInt32

    /// Whether no copying was begun and not finished.
    var isSettled: Bool { copiedFrames == attemptedFrames }
  }

  /// Frames of ended transactions; other frames in the log do not count.
  let frames: Int
  /// The bytes of the two checksums of the last of these frames, as they are in its header.
  let lastChecksums: [UInt8]
  /// The database's size in pages after the last of these frames.
  let pages: Int
  let progress: Progress

  private static let headerBytes = 48
  private static let usedBytes = 136

  /// `nil` while it is being written, or when it cannot be read.
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
    // The header exists twice, so that a reader notices when it is half written.
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

  /// The byte of `-shm` that a process locks while it copies the log into the database.
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
