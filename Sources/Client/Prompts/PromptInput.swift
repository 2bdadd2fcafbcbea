import JSON
package import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The question: the words of the command line, the files and the piped input, with a blank line
/// between them. A `-` among the words is replaced by the piped input.
package struct PromptInput: Equatable {
  package let content: Content
  /// The template's system prompt, with the same input in it.
  package let system: String?
  /// Whether bytes that are not UTF-8 were replaced.
  package let wasRepaired: Bool

  package init(
    words: [String], files: [PromptFile] = [], piped: [UInt8], wordsAfter: [String] = [],
    template: FilledTemplate? = nil
  ) throws(ClientError) {
    let asked = words.joined(separator: " ")
    let askedAfter = wordsAfter.joined(separator: " ")
    guard !asked.utf8.contains(0), !askedAfter.utf8.contains(0) else {
      throw .usage("The input holds a zero byte: it is not text.")
    }
    guard piped.count <= Limits.contentBytes else {
      throw .usage(
        "Standard input is too large: a question takes \(Limits.contentBytes) bytes at most."
      )
    }
    guard let read = ForeignText(piped) else {
      throw .usage("What was piped in is not text in UTF-8: leave it out, or convert it first.")
    }
    let text = read.text
    wasRepaired = read.wasRepaired
    let body = text.trimmingWhitespace().isEmpty ? "" : text.trimmingLineEnd()
    let given =
      wordsAfter.isEmpty
      ? [asked] + files.map(\.block) + [body] : [asked, body, askedAfter] + files.map(\.block)
    let parts = given.filter { !$0.trimmingWhitespace().isEmpty }
    let input = parts.joined(separator: "\n\n")
    let whole = try template?.prompt(with: input) ?? input
    system = try template?.system(with: input)
    guard !whole.isEmpty else {
      throw .usage("Nothing is asked: give words or --file, or pipe text in.")
    }
    guard let content = Content(whole) else {
      throw .usage(
        "The input has \(whole.utf8.count) bytes; a question may have \(Limits.contentBytes)."
      )
    }
    self.content = content
  }

  /// Standard input up to its end, or to one byte more than `limit`; empty when it is closed, or a
  /// terminal that is not to be read. `whenSlow` is called once, after `slowMilliseconds` without
  /// input and without its end.
  package static func readPiped(
    _ file: Int32 = 0, limit: Int = Limits.contentBytes, takesTyped: Bool = false,
    slowMilliseconds: Int32 = 1000, whenSlow: () -> Void
  ) throws(ClientError) -> [UInt8] {
    guard takesTyped || isatty(file) == 0, fcntl(file, F_GETFD) >= 0 else { return [] }
    var waiting = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
    var isTold = false
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    // One byte too many is enough to refuse it.
    while bytes.count <= limit {
      if !isTold, poll(&waiting, 1, slowMilliseconds) == 0 {
        isTold = true
        whenSlow()
      }
      let count = chunk.withUnsafeMutableBytes { LibC.read(file, $0) }
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EAGAIN {
          _ = poll(&waiting, 1, -1)
          continue
        }
        throw .system(LibC.message("Standard input cannot be read"))
      }
      bytes += chunk[..<min(count, limit + 1 - bytes.count)]
    }
    return ByteOrderMark.passed(in: bytes)
  }
}
