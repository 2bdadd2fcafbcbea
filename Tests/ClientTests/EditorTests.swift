import Foundation
import Testing

@testable import Client

struct EditorTests {
  private func editor(_ variables: [String: String], hasTerminal: Bool = false) throws -> Editor {
    try Editor(Environment(variables), hasTerminal: hasTerminal)
  }

  /// What the editor leaves of a text, when nobody looks after the draft.
  private func edited(_ text: String, _ variables: [String: String]) throws -> String {
    var draft: Draft?
    defer { draft?.discard() }
    return try editor(variables).edit(text, &draft)
  }

  @Test func `what the editor leaves is what is asked, without the last line end`() throws {
    let edited = try edited("one\nand one 🧶", ["EDITOR": "sed -i s/one/two/"])
    #expect(edited == "two\nand two 🧶")
    #expect(try self.edited("as it was", ["EDITOR": "true"]) == "as it was")
  }

  @Test func `a question left empty or as it was is none to be asked`() throws {
    var draft: Draft?
    #expect(try editor(["EDITOR": "sed -i s/one/two/"]).changed("one\n", &draft) == "two")
    draft?.discard()
    draft = nil
    for command in [
      "true", "truncate -s 0", "sed -i 's/.*/ /'", "sed -i '$G;$G'", "sed -i 's/$/  /'",
    ] {
      #expect(throws: ClientError.self, "\(command)") {
        try editor(["EDITOR": command]).changed("one\n", &draft)
      }
      #expect(draft == nil, "\(command)")
    }
  }

  @Test func `without an editor only what the command takes is offered in its place`() {
    #expect(throws: ClientError.usage("There is no terminal to edit on: set EDITOR.")) {
      try editor([:])
    }
    #expect(
      throws: ClientError.usage("There is no terminal to edit on: give words, or set EDITOR.")
    ) { try Editor(Environment([:]), otherwise: "give words", hasTerminal: false) }
  }

  @Test func `VISUAL comes before EDITOR, and without either there must be a terminal`() throws {
    #expect(try edited("x", ["VISUAL": "true", "EDITOR": "false"]) == "x")
    #expect(throws: ClientError.self) { try editor([:]) }
    _ = try editor([:], hasTerminal: true)
  }

  @Test(
    arguments: [
      ("false", "exit status 1."), ("sh -c 'exit 3'", "exit status 3."),
      ("no-such-editor -w", "exit status 127: there is no such command."),
      ("/dev/null", "exit status 126: it cannot be run."),
      ("sh -c 'kill -KILL $$'", "signal 9."),
    ])
  func `an editor that fails changes nothing, says how, and leaves no file`(
    _ command: String, _ how: String
  ) throws {
    let directory = try TemporaryDirectory()
    var draft: Draft?
    #expect {
      try editor(["VISUAL": command, "TMPDIR": directory.path]).edit("x", &draft)
    } throws: { error in
      guard case .usage(let text)? = error as? ClientError else { return false }
      return text.hasPrefix("The editor “\(command)”, which VISUAL names, ")
        && text.contains(how) && text.hasSuffix("Nothing is changed.")
    }
    #expect(draft == nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == [])
  }

  @Test(
    arguments: [
      ("printf 'typed\\n' >\"$1\"; exit 1", "typed\n"), ("printf typed >\"$1\"", "typed"),
      ("printf 'caf\\351' >\"$1\"", nil), ("printf typed >\"$1\"; kill -INT $$", "typed"),
    ] as [(String, String?)])
  func `what was typed stays in its file until somebody discards it`(
    _ script: String, _ left: String?
  ) throws {
    let directory = try TemporaryDirectory()
    let program = directory.path + "/ed"
    // Read by the shell: a file that was just written can't be run while another test forks.
    try "\(script)\n".write(toFile: program, atomically: true, encoding: .utf8)
    var draft: Draft?
    _ = try? editor(["EDITOR": "sh \(program)", "TMPDIR": directory.path]).edit("x", &draft)
    let kept = try #require(draft)
    #expect(kept.path.hasPrefix(directory.path + "/skein-") && kept.path.hasSuffix(".md"))
    let bytes = try Data(contentsOf: URL(fileURLWithPath: kept.path))
    if let left { #expect(String(decoding: bytes, as: UTF8.self) == left) }
    kept.discard()
    #expect(!FileManager.default.fileExists(atPath: kept.path))
  }
}
