import Foundation
import Testing

@testable import Client

struct EditorTests {
  private func editor(_ variables: [String: String], hasTerminal: Bool = false) throws -> Editor {
    try Editor(Environment(variables), hasTerminal: hasTerminal)
  }

  @Test func `what the editor leaves is what is asked, without the last line end`() throws {
    let edited = try editor(["EDITOR": "sed -i s/one/two/"]).edit("one\nand one 🧶")
    #expect(edited == "two\nand two 🧶")
    #expect(try editor(["EDITOR": "true"]).edit("as it was") == "as it was")
  }

  @Test func `a question left empty or as it was is none to be asked`() throws {
    #expect(try editor(["EDITOR": "sed -i s/one/two/"]).changed("one\n") == "two")
    for command in ["true", "truncate -s 0", "sed -i 's/.*/ /'"] {
      #expect(throws: ClientError.self, "\(command)") {
        try editor(["EDITOR": command]).changed("one\n")
      }
    }
  }

  @Test func `VISUAL comes before EDITOR, and without either there must be a terminal`() throws {
    #expect(try editor(["VISUAL": "true", "EDITOR": "false"]).edit("x") == "x")
    #expect(throws: ClientError.self) { try editor([:]) }
    _ = try editor([:], hasTerminal: true)
  }

  @Test func `an editor that fails changes nothing, and no file is left`() throws {
    let directory = try TemporaryDirectory()
    #expect(throws: ClientError.self) {
      try editor(["EDITOR": "false", "TMPDIR": directory.path]).edit("x")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == [])
  }
}
