import ArgumentParser
import Testing

@testable import Commands

/// The examples in the help and in the manual are what the commands understand.
@Suite struct CommandExampleTests {
  @Test func `every example is a call of the command that shows it`() throws {
    for command in CommandTree.all(below: Skein.self) {
      let own = CommandTree.all(below: command)
      for example in command.declaration.examples {
        let calls = TypedLine(example.line).calls(of: "skein")
        #expect(!calls.isEmpty, "\(example.line)")
        var called: [any ParsableCommand] = []
        for words in calls {
          let expanded = try Shorthand(Skein.self).expanded(words, hasInput: false)
          do {
            called.append(try Skein.parseAsRoot(expanded))
          } catch {
            Issue.record("\(example.line): \(Skein.message(for: error))")
          }
        }
        #expect(
          called.contains { call in own.contains { $0 == type(of: call) } }, "\(example.line)")
      }
    }
  }

  @Test func `no example is wider than a screen of eighty columns`() {
    for line in CommandEntry.all.flatMap(\.examples).flatMap(\.lines) {
      #expect(line.count <= 72, "\(line)")
    }
  }

  @Test func `a line is read as a shell reads it`() {
    func calls(_ line: String) -> [[String]] { TypedLine(line).calls(of: "skein") }
    #expect(calls(#"skein ask "a b" 'c "d"' e\ f"#) == [["ask", "a b", #"c "d""#, "e f"]])
    #expect(calls("a | skein x y >skein") == [["x", "y"]])
    #expect(calls(#"cat "$(skein path "a b")" | skein"#) == [["path", "a b"], []])
    #expect(calls(#"skein set "" -o t="#) == [["set", "", "-o", "t="]])
    #expect(calls(#"skein "What is a skein ?""#) == [["What is a skein ?"]])
  }
}

/// A line of a shell, as far as examples need it.
private struct TypedLine {
  private let characters: [Character]

  init(_ line: String) {
    characters = Array(line)
  }

  /// The words behind each call of a program, up to a pipe, a redirection or what ends it else.
  func calls(of program: String) -> [[String]] {
    var calls: [[String]] = []
    var at = 0
    var isQuoted = false
    while at < characters.count {
      let rest = characters[at...]
      let isFirst = at == 0 || " (".contains(characters[at - 1])
      if isFirst, rest.starts(with: program),
        rest.count == program.count || rest.dropFirst(program.count).first == " "
      {
        at += program.count
        calls.append(words(from: &at))
        continue
      }
      let end = end(ofQuote: at)
      switch characters[at] {
      case "'": at = end
      case "\"" where isQuoted:
        isQuoted = false
        at += 1
      // What stands in quotation marks is a text, unless it is a command in its parentheses.
      case "\"" where String(characters[at..<end]).contains("$("):
        isQuoted = true
        at += 1
      case "\"": at = end
      default: at += 1
      }
    }
    return calls
  }

  private func end(ofQuote start: Int) -> Int {
    let mark = characters[start]
    return (characters[(start + 1)...].firstIndex(of: mark) ?? characters.count - 1) + 1
  }

  private func words(from at: inout Int) -> [String] {
    var words: [String] = []
    var word: String?
    func finish() {
      if let whole = word { words.append(whole) }
      word = nil
    }
    while at < characters.count, !"|<>;&)".contains(characters[at]) {
      switch characters[at] {
      case " ": finish()
      case "\\":
        at += 1
        if at < characters.count { word = (word ?? "") + String(characters[at]) }
      case let mark where mark == "'" || mark == "\"":
        let end = end(ofQuote: at)
        word = (word ?? "") + String(characters[(at + 1)..<max(at + 1, end - 1)])
        at = end - 1
      case let other: word = (word ?? "") + String(other)
      }
      at += 1
    }
    finish()
    return words
  }
}
