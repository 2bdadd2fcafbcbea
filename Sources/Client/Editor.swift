import JSON
import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The editor that this user prefers, opened on a text.
package struct Editor {
  private let command: String
  private let directory: String

  /// `$VISUAL`, else `$EDITOR`, else vi where there is a terminal.
  package init(_ environment: Environment, hasTerminal: Bool = isatty(0) == 1) throws(ClientError) {
    guard
      let command = environment["VISUAL"] ?? environment["EDITOR"] ?? (hasTerminal ? "vi" : nil)
    else {
      throw .usage("There is no terminal to edit on: give words, or set EDITOR.")
    }
    self.command = command
    directory = environment.places.path("TMPDIR") ?? "/tmp"
  }

  /// The question as people changed it. Left empty, or as it was, it is none to be asked.
  package func changed(_ question: String) throws(ClientError) -> String {
    let question = question.trimmingLineEnd()
    let edited = try edit(question)
    guard !edited.trimmingWhitespace().isEmpty else {
      throw .usage("The question was left empty: nothing is asked, nothing is taken back.")
    }
    guard edited != question else {
      throw .usage("The question was left as it was: nothing is asked, nothing is taken back.")
    }
    return edited
  }

  /// Returns the text as it was left, without its last line end.
  package func edit(_ text: String) throws(ClientError) -> String {
    let path = try write(text)
    defer { unlink(path) }
    try run(on: path)
    guard let bytes = SmallFile.read(path, limit: 64 << 20) else {
      throw .system(LibC.message("\(path) can't be read"))
    }
    guard let edited = String(validating: ByteOrderMark.passed(in: bytes), as: UTF8.self)
    else {
      throw .usage("What the editor left is not UTF-8.")
    }
    return edited.trimmingLineEnd()
  }

  /// A file for its owner alone, named so that editors know what it is.
  private func write(_ text: String) throws(ClientError) -> String {
    var template = Array("\(directory)/skein-XXXXXX.md".utf8CString)
    let file = mkstemps(&template, 3)
    guard file >= 0 else { throw .system(LibC.message("No file can be made in \(directory)")) }
    defer { SmallFile.close(file) }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let bytes = Array((text + "\n").utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        LibC.write(file, UnsafeRawBufferPointer(rebasing: $0[written...]))
      }
      guard count >= 0 || errno == EINTR else {
        let message = LibC.message(path)
        unlink(path)
        throw .system(message)
      }
      written += max(0, count)
    }
    return path
  }

  /// Through the shell, because the variable may hold options. Ctrl-C is the editor's meanwhile.
  private func run(on path: String) throws(ClientError) {
    let spawn = Spawn()
    spawn.restore([SIGINT, SIGPIPE])
    let before = signal(SIGINT, SIG_IGN)
    defer { signal(SIGINT, before) }
    let status: Int32
    switch spawn.start("/bin/sh", ["sh", "-c", "exec \(command) \"$1\"", "sh", path]) {
    case .success(let pid): status = Spawn.wait(for: pid)
    case .failure(let why): throw .system(LibC.message("\(command) can't be started", why.errno))
    }
    // Who interrupted it meant what waits for it, too.
    guard status & 0x7F != SIGINT else {
      InterruptPipe.noteInterrupt()
      throw .interrupted
    }
    guard status == 0 else {
      throw .usage("\(command) has failed: nothing is changed.")
    }
  }
}
