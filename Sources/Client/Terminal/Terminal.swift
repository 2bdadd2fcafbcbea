#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The terminal that somebody types on, key by key.
package final class Terminal {
  /// What happened while nothing else was to be done.
  package enum Event {
    case typed([UInt8])
    /// Nobody types any more.
    case ended
    /// It has another size, or was taken by another program meanwhile.
    case changed
    /// A signal asked to stop what is being done.
    case interrupted
    /// The daemon said something.
    case told(Incoming)
    /// The daemon is gone.
    case lost
    /// The time is over.
    case quiet
  }

  private let input: Int32
  private let output: OutputQueue
  private let changes: InterruptPipe

  /// Types on `input`, shows on `output`; `nil` when one of them is no terminal.
  package init?(input: Int32 = 0, output: Int32 = 1) throws(ClientError) {
    guard isatty(input) == 1, isatty(output) == 1 else { return nil }
    changes = try InterruptPipe()
    guard TerminalModes.keep(input, changes: changes.writing) else { return nil }
    self.input = input
    self.output = OutputQueue(descriptor: output)
  }

  deinit { TerminalModes.set(.asBefore) }

  /// Each key comes as it is pressed, a paste as one.
  package func edit() throws(ClientError) {
    TerminalModes.set(.editing)
    try write(TerminalModes.pasteOn)
  }

  /// What is typed waits unseen for the next prompt; Ctrl-C and Ctrl-Z do what they always do.
  package func listen() throws(ClientError) {
    try write(TerminalModes.pasteOff)
    TerminalModes.set(.listening)
  }

  /// As it was before, for another program or for good.
  package func restore() throws(ClientError) {
    try write(TerminalModes.pasteOff)
    TerminalModes.set(.asBefore)
  }

  /// Stops the process until the shell lets it go on.
  package func suspend() {
    raise(SIGTSTP)
  }

  package func write(_ text: String) throws(ClientError) {
    output.append(text.utf8)
    try output.drain()
  }

  package var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(output.descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
    else { return (80, 24) }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Waits for the first thing that happens; for what a connection hears, too.
  package func wait(
    _ connection: Connection?, _ interrupt: InterruptPipe?, until deadline: Deadline? = nil
  ) throws(ClientError) -> Event {
    while true {
      if let connection, let message = try connection.next() { return .told(message) }
      var readiness = Readiness()
      let keys = readiness.add(input, .reading)
      let news = readiness.add(changes.reading, .reading)
      let signals = readiness.add(interrupt?.reading ?? -1, .reading)
      let socket = readiness.add(connection?.descriptor ?? -1, .reading)
      try readiness.wait(until: deadline)
      if readiness.isReady(keys), let event = read() { return event }
      if readiness.isReady(news), changes.take() > 0 { return .changed }
      if readiness.isReady(signals), let interrupt, interrupt.take() > 0 { return .interrupted }
      if readiness.isReady(socket), let connection, try !connection.fill() { return .lost }
      if let deadline, deadline.hasPassed { return .quiet }
    }
  }

  private func read() -> Event? {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let count = chunk.withUnsafeMutableBytes { LibC.read(input, $0) }
    if count < 0, errno == EINTR || errno == EAGAIN { return nil }
    return count > 0 ? .typed(Array(chunk[..<count])) : .ended
  }
}
