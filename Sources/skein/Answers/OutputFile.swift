import ArgumentParser
import Client

/// The file that an answer is written to, in place of standard output.
struct OutputFile {
  private let file: ReplacedFile

  /// Fails where it could not be written: nothing is asked then.
  init(_ path: String) throws(ClientError) {
    file = try ReplacedFile(path)
  }

  var path: String { file.path }

  /// What is said when nothing was written.
  var untouched: String {
    SmallFile.exists(path) ? "\(path) stays as it was." : "\(path) was not written."
  }

  /// Writes it; on a terminal, what is there already is overwritten only when somebody who has seen
  /// the difference says so. The file as it was stays when it has changed since the question.
  func write(_ text: String, _ session: Session) throws {
    let console = session.console
    let whole = text.isEmpty || text.utf8.last == UInt8(ascii: "\n") ? text : text + "\n"
    let bytes = Array(whole.utf8)
    if let old = try file.contents() {
      guard old != bytes else {
        return session.tell("\(path): the answer is what it holds already.")
      }
      if console.canAsk, !old.isEmpty, let interrupt = session.dialer.interrupt {
        show(try FileDifference.text(from: file, to: bytes), console)
        guard try console.ask("Write it to \(PrintableText.line(path))? [y/N]", interrupt) else {
          console.note("\(path) stays as it was.")
          throw ExitCode.daemonSaidNo
        }
      }
    }
    try file.replace(with: bytes)
    // Also without a terminal: whoever did not mean a file sees where the answer is.
    let lines = whole.utf8.count { $0 == UInt8(ascii: "\n") }
    session.tell("\(path): \(counted(lines, "line")) written.")
  }

  private func show(_ difference: String?, _ console: Console) {
    guard let difference else {
      return console.note("diff(1) is not there to show what would change in \(path).")
    }
    for line in difference.split(separator: "\n") {
      console.status(console.difference(PrintableText.line(line)) + "\n")
    }
  }
}

extension Console {
  /// A line of a unified diff, in the colours that git(1) gives it.
  fileprivate func difference(_ line: String) -> String {
    guard hasStatus, usesColor else { return line }
    let colour: String
    if line.hasPrefix("+++") || line.hasPrefix("---") {
      colour = "1"
    } else {
      switch line.first {
      case "+": colour = "32"
      case "-": colour = "31"
      case "@": colour = "36"
      default: return line
      }
    }
    return "\u{1B}[\(colour)m\(line)\u{1B}[0m"
  }
}
