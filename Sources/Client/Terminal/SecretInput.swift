import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads a secret, typed without echo or from a pipe. A secret is never an argument: everybody on
/// the machine can read those.
package enum SecretInput {
  /// The limit in bytes: more than any key has.
  package static let limit = 4096

  /// The first line of standard input. On a terminal `prompt` is shown first, and the typed text is
  /// not shown. `ended` is called where the prompt's line has to end, also after Ctrl-C, which
  /// leaves the terminal as it was.
  package static func read(
    _ file: Int32 = 0, prompt: () -> Void, ended: () -> Void
  ) throws(ClientError) -> String {
    let bytes =
      if isatty(file) == 1 {
        try readHidden(file, prompt, ended)
      } else {
        try PromptInput.readPiped(file, limit: limit, whenSlow: {})
      }
    let line = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[0]
    guard let text = String(validating: line, as: UTF8.self)?.trimmingWhitespace(), !text.isEmpty
    else { throw .usage("No secret was given: type it, or pipe it in.") }
    return text
  }

  private static func readHidden(
    _ file: Int32, _ prompt: () -> Void, _ ended: () -> Void
  ) throws(ClientError) -> [UInt8] {
    let interrupt = try InterruptPipe()
    interrupt.catchInterrupts()
    // However the process ends or stops, the terminal shows typed text again.
    guard TerminalModes.keep(file, changes: -1) else {
      throw .system(LibC.message("The terminal can't be asked"))
    }
    // Text that was typed before echo was off is not the secret.
    tcflush(file, TCIFLUSH)
    TerminalModes.set(.hidden)
    defer { TerminalModes.set(.asBefore) }
    var modes = termios()
    guard tcgetattr(file, &modes) == 0, modes.c_lflag & tcflag_t(ECHO) == 0 else {
      throw .system(LibC.message("The terminal can't hide what is typed"))
    }
    prompt()
    // The line end is not echoed either.
    defer { ended() }
    var bytes: [UInt8] = []
    while bytes.count <= limit, bytes.last != UInt8(ascii: "\n") {
      var readiness = Readiness()
      let terminal = readiness.add(file, .reading)
      readiness.add(interrupt.reading, .reading)
      try readiness.wait(until: nil)
      if interrupt.take() > 0 { throw .interrupted }
      guard readiness.isReady(terminal) else { continue }
      var chunk = [UInt8](repeating: 0, count: limit)
      let count = chunk.withUnsafeMutableBytes { LibC.read(file, $0) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += chunk[..<count]
    }
    return bytes
  }
}
