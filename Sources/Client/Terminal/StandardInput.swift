import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Standard input for an argument `-`: only one text or file of a command may use it.
package final class StandardInput {
  /// The argument that means standard input.
  package static let mark = "-"

  private let file: Int32
  /// After how long without input this is reported.
  private let slowMilliseconds: Int32
  /// Whether a text or a file of the command has read it.
  package private(set) var isTaken = false

  package init(_ file: Int32 = 0, slowMilliseconds: Int32 = 1000) {
    self.file = file
    self.slowMilliseconds = slowMilliseconds
  }

  /// Whether standard input is a pipe, a socket or a file: not a terminal, and not /dev/null.
  package var isPiped: Bool { isOf([S_IFIFO, S_IFREG, S_IFSOCK]) }

  /// Whether another program writes to it.
  package var isPipe: Bool { isOf([S_IFIFO]) }

  private func isOf(_ types: [mode_t]) -> Bool {
    var status = stat()
    return fstat(file, &status) == 0 && types.contains(status.st_mode & S_IFMT)
  }

  /// All of it, also the text typed on a terminal until Ctrl-D. `whenSlow` is called once when no
  /// input arrives.
  package func bytes(
    limit: Int = Limits.contentBytes, whenSlow: () -> Void
  ) throws(ClientError) -> [UInt8] {
    guard !isTaken else {
      throw .usage("Standard input can be read once: - may stand for one thing.")
    }
    isTaken = true
    return try PromptInput.readPiped(
      file, limit: limit, takesTyped: true, slowMilliseconds: slowMilliseconds, whenSlow: whenSlow)
  }

  /// The piped input, for a question that includes it; empty when it was read already, or is a
  /// terminal.
  package func piped(whenSlow: () -> Void) throws(ClientError) -> [UInt8] {
    if isTaken { return [] }
    isTaken = true
    return try PromptInput.readPiped(
      file, slowMilliseconds: slowMilliseconds, whenSlow: whenSlow)
  }

  /// The text of `argument`, or of standard input where that is `-`, without its last line end.
  /// `name` says in errors what the text is for.
  package func text(
    _ argument: String, for name: String, whenSlow: () -> Void
  ) throws(ClientError) -> String {
    guard argument == Self.mark else { return argument }
    let bytes = try bytes(whenSlow: whenSlow)
    guard bytes.count <= Limits.contentBytes else {
      throw .usage("\(name): standard input has more than \(Limits.contentBytes) bytes.")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .usage("\(name): standard input is not text in UTF-8.")
    }
    return text.trimmingLineEnd()
  }
}
