import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Ctrl-C as a readable descriptor: the signal handler only writes a byte, and waits poll it.
package final class InterruptPipe {
  /// Readable when there is an interrupt that was not taken.
  let reading: Int32
  let writing: Int32

  package init() throws(ClientError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .system(LibC.message("No pipe can be made")) }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    (reading, writing) = (ends[0], ends[1])
  }

  deinit {
    _ = handlerPipe.compareExchange(expected: writing, desired: -1, ordering: .relaxed)
    close(reading)
    close(writing)
  }

  /// From now on SIGINT is caught here, unless the process was started with SIGINT ignored.
  package func catchInterrupts() {
    handlerPipe.store(writing, ordering: .relaxed)
    let before = signal(SIGINT) { _ in
      let error = errno
      hasCome.store(true, ordering: .relaxed)
      var byte: UInt8 = 1
      withUnsafeBytes(of: &byte) { _ = LibC.write(handlerPipe.load(ordering: .relaxed), $0) }
      errno = error
    }
    let ignored = unsafeBitCast(SIG_IGN, to: Int.self)
    if unsafeBitCast(before, to: Int.self) == ignored { signal(SIGINT, SIG_IGN) }
  }

  /// Ends the process by SIGINT, if one was caught: a parent that waits for the process, such as a
  /// shell's loop, must see that it was interrupted. Returns when there was none, for instance when
  /// a person left a list without choosing.
  package static func endByInterrupt() {
    guard hasCome.load(ordering: .relaxed) else { return }
    signal(SIGINT, SIG_DFL)
    var interrupt = sigset_t()
    sigemptyset(&interrupt)
    sigaddset(&interrupt, SIGINT)
    sigprocmask(SIG_UNBLOCK, &interrupt, nil)
    raise(SIGINT)
  }

  /// Notes an interrupt that a child program received.
  static func noteInterrupt() { hasCome.store(true, ordering: .relaxed) }

  /// The action of the signal handler.
  package func interrupt() {
    var byte: UInt8 = 1
    withUnsafeBytes(of: &byte) { _ = LibC.write(writing, $0) }
  }

  /// How many interrupts there were since the last call.
  package func take() -> Int {
    withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { room in
      max(0, LibC.read(reading, UnsafeMutableRawBufferPointer(room)))
    }
  }
}

/// Whether a SIGINT was caught.
private let hasCome = Atomic<Bool>(false)
/// The descriptor that the handler writes to; -1 for none.
private let handlerPipe = Atomic<Int32>(-1)
