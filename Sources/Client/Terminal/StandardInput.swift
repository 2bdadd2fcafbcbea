import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Standard input where `-` stands for it among what is typed: for one text or file of a command.
package final class StandardInput {
  /// What stands for it.
  package static let mark = "-"

  private let file: Int32
  /// How long nothing comes until that is told.
  private let slowMilliseconds: Int32
  private var isTaken = false

  package init(_ file: Int32 = 0, slowMilliseconds: Int32 = 1000) {
    self.file = file
    self.slowMilliseconds = slowMilliseconds
  }

  /// Whether something is piped in, or a file is: not a terminal, and not /dev/null.
  package var isPiped: Bool { isOf([S_IFIFO, S_IFREG, S_IFSOCK]) }

  /// Whether another program writes it.
  package var isPipe: Bool { isOf([S_IFIFO]) }

  private func isOf(_ types: [mode_t]) -> Bool {
    var status = stat()
    return fstat(file, &status) == 0 && types.contains(status.st_mode & S_IFMT)
  }

  /// All of it, also what is typed on a terminal until Ctrl-D. `whenSlow` is told once when nothing
  /// comes.
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

  /// What was piped in, for a question that takes it along; nothing when it was taken, or would be
  /// typed.
  package func piped(whenSlow: () -> Void) throws(ClientError) -> [UInt8] {
    if isTaken { return [] }
    isTaken = true
    return try PromptInput.readPiped(
      file, slowMilliseconds: slowMilliseconds, whenSlow: whenSlow)
  }

  /// The text that `argument` is, or that standard input is where it is `-`; without its last line
  /// end. `name` is what it is given for.
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
