import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The terminal's settings for typed text. However the process ends or stops, they are restored.
enum TerminalModes {
  enum Mode {
    /// Each byte is read as it is typed; signals and the terminal's own line editing are off.
    case editing
    /// Typed text waits unseen; Ctrl-C and Ctrl-Z work as usual.
    case listening
    /// A line is typed without echo.
    case hidden
    case asBefore
  }

  /// The sequences that turn bracketed paste on and off.
  static let pasteOn = "\u{1B}[?2004h"
  static let pasteOff = "\u{1B}[?2004l"

  /// Remembers the settings of `file`; false when it is not a terminal. Sequences are written to
  /// `changes`.
  static func keep(_ file: Int32, changes: Int32) -> Bool {
    let before = UnsafeMutablePointer<termios>.allocate(capacity: 1)
    before.initialize(to: termios())
    guard tcgetattr(file, before) == 0 else {
      before.deallocate()
      return false
    }
    // These live as long as the process: a signal may arrive at any moment.
    terminal.store(file, ordering: .relaxed)
    changesPipe.store(changes, ordering: .relaxed)
    asBefore.store(UInt(bitPattern: before), ordering: .relaxed)
    for number in [SIGTERM, SIGHUP, SIGQUIT] { catchUnlessIgnored(number, leave) }
    catchUnlessIgnored(SIGTSTP, pause)
    signal(SIGWINCH, tellOfChange)
    return true
  }

  static func set(_ mode: Mode) {
    guard let before = pointer(asBefore) else { return }
    var next = before.pointee
    switch mode {
    case .asBefore: break
    case .hidden: next.c_lflag &= ~tcflag_t(ECHO)
    case .listening:
      next.c_lflag &= ~tcflag_t(ECHO | ICANON)
      // Ctrl-C would discard what was typed ahead (termios(3), NOFLSH).
      next.c_lflag |= tcflag_t(NOFLSH)
      next.c_iflag &= ~tcflag_t(ICRNL | INLCR | IGNCR)
    case .editing:
      next.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG | IEXTEN)
      next.c_iflag &= ~tcflag_t(ICRNL | INLCR | IGNCR | IXON | ISTRIP)
    }
    let wanted = UnsafeMutablePointer<termios>.allocate(capacity: 1)
    wanted.initialize(to: next)
    let old = asWanted.exchange(UInt(bitPattern: wanted), ordering: .relaxed)
    pastes.store(mode == .editing, ordering: .relaxed)
    apply(wanted)
    UnsafeMutablePointer<termios>(bitPattern: old)?.deallocate()
  }
}

private let terminal = Atomic<Int32>(-1)
private let changesPipe = Atomic<Int32>(-1)
/// Pointers that a signal handler may read.
private let asBefore = Atomic<UInt>(0)
private let asWanted = Atomic<UInt>(0)
private let pastes = Atomic<Bool>(false)

private func pointer(_ bits: borrowing Atomic<UInt>) -> UnsafeMutablePointer<termios>? {
  UnsafeMutablePointer(bitPattern: bits.load(ordering: .relaxed))
}

/// Called in a signal handler: only system calls are allowed.
private func apply(_ modes: UnsafeMutablePointer<termios>) {
  let file = terminal.load(ordering: .relaxed)
  while tcsetattr(file, TCSADRAIN, modes) != 0, errno == EINTR {}
}

private func say(_ sequence: StaticString) {
  let bytes = UnsafeRawBufferPointer(start: sequence.utf8Start, count: sequence.utf8CodeUnitCount)
  _ = LibC.write(terminal.load(ordering: .relaxed), bytes)
}

private func catchUnlessIgnored(
  _ number: Int32, _ handler: @escaping @convention(c) (Int32) -> Void
) {
  let before = signal(number, handler)
  if unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
    signal(number, SIG_IGN)
  }
}

private func restore() {
  if pastes.load(ordering: .relaxed) { say("\u{1B}[?2004l") }
  if let modes = pointer(asBefore) { apply(modes) }
}

private func leave(_ number: Int32) {
  restore()
  signal(number, SIG_DFL)
  raise(number)
}

/// Stops as the signal would by default, and restores the mode when the shell continues the
/// process.
private func pause(_ number: Int32) {
  let error = errno
  restore()
  signal(number, SIG_DFL)
  raise(number)
  var own = sigset_t()
  var before = sigset_t()
  sigemptyset(&own)
  sigaddset(&own, number)
  sigprocmask(SIG_UNBLOCK, &own, &before)
  sigprocmask(SIG_SETMASK, &before, nil)
  signal(number, pause)
  if let modes = pointer(asWanted) { apply(modes) }
  if pastes.load(ordering: .relaxed) { say("\u{1B}[?2004h") }
  tellOfChange(number)
  errno = error
}

private func tellOfChange(_: Int32) {
  let error = errno
  var byte: UInt8 = 1
  withUnsafeBytes(of: &byte) { _ = LibC.write(changesPipe.load(ordering: .relaxed), $0) }
  errno = error
}
