#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The terminal on which a person types, key by key.
package final class Terminal {
  /// What ended a wait.
  package enum Event {
    case typed([UInt8])
    /// The terminal's input has ended.
    case ended
    /// The terminal's size has changed, or another program used it meanwhile.
    case changed
    /// A signal asked to stop the current work.
    case interrupted
    /// The daemon sent a message.
    case told(Incoming)
    /// The connection to the daemon is lost.
    case lost
    /// The deadline has passed.
    case quiet
  }

  private let input: Int32
  private let output: OutputQueue
  private let changes: InterruptPipe

  /// Reads from `input` and writes to `output`; `nil` when one of them is not a terminal.
  package init?(input: Int32 = 0, output: Int32 = 1) throws(ClientError) {
    guard isatty(input) == 1, isatty(output) == 1 else { return nil }
    changes = try InterruptPipe()
    guard TerminalModes.keep(input, changes: changes.writing) else { return nil }
    self.input = input
    self.output = OutputQueue(descriptor: output)
  }

  deinit { TerminalModes.set(.asBefore) }

  /// From now on each key is read as it is pressed, a paste as one event.
  package func edit() throws(ClientError) {
    TerminalModes.set(.editing)
    try write(TerminalModes.pasteOn)
  }

  /// From now on typed text waits unseen for the next prompt; Ctrl-C and Ctrl-Z work as usual.
  package func listen() throws(ClientError) {
    try write(TerminalModes.pasteOff)
    TerminalModes.set(.listening)
  }

  /// Restores the terminal's settings, for another program or at the end.
  package func restore() throws(ClientError) {
    try write(TerminalModes.pasteOff)
    TerminalModes.set(.asBefore)
  }

  /// Stops the process until the shell continues it.
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

  /// Waits for the first event, also for a message on a connection.
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
