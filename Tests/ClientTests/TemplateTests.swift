import Foundation
import Testing

@testable import Client

struct TemplateTests {
  private func prompt(
    _ text: String, _ values: [String: String] = [:], input: String = ""
  ) throws -> String {
    try Template(name: "t", text).filled(values).prompt(with: input)
  }

  @Test func `a head says what the template is, and the rest is the question`() throws {
    let template = try Template(
      name: "review",
      """
      ---
      description: Review a change: briefly
      # a remark
      system: |
        You are {{role}}.

          Indented.
      model: fast
      default role: a reviewer

      ---

      Review this {{ language }} code:

      {{input}}

      """)
    #expect(template.description == "Review a change: briefly")
    #expect(template.model == "fast")
    #expect(template.parameters == ["role", "language"])
    #expect(template.defaults == ["role": "a reviewer"])
    let filled = try template.filled(["language": "C"])
    #expect(try filled.prompt(with: "int x;") == "Review this C code:\n\nint x;")
    #expect(try filled.system(with: "int x;") == "You are a reviewer.\n\n  Indented.")
  }

  @Test(
    arguments: [
      ("Say {{input}} twice: {{input}}", "hi", "Say hi twice: hi"),
      ("Explain this.", "code", "Explain this.\n\ncode"),
      ("", "just me", "just me"),
      (#"\{{input}} is {{input}}"#, "x", "{{input}} is x"),
      ("{{ .Go }} {{}} {{1}} {{a b}} {{x", "", "{{ .Go }} {{}} {{1}} {{a b}} {{x"),
      ("{{input}}", "{{input}} \\", "{{input}} \\"),
      ("a\r\nb\r\n", "", "a\nb"),
    ])
  func `the input goes where it is wanted, as it is, else behind`(
    text: String, input: String, result: String
  ) throws {
    #expect(try prompt(text, input: input) == result)
  }

  @Test(
    arguments: [
      ("Say {{input}}", true), ("---\nsystem: On {{input}}\n---\nSay", true), ("Say {{a}}", false),
      (#"Say \{{input}}"#, false),
    ])
  func `whether it has a place for the input is known, and written as JSON`(
    text: String, hasInput: Bool
  ) throws {
    let template = try Template(name: "t", text)
    #expect(template.hasInput == hasInput)
    let json = String(decoding: try TypedJSON.encoded(template), as: UTF8.self)
    #expect(json.contains("\"hasInput\":\(hasInput)"))
  }

  @Test func `a value is text, whatever it looks like`() throws {
    #expect(try prompt("{{a}}{{b}}", ["a": "\\", "b": "{{a}}"]) == "\\{{a}}")
    #expect(try prompt("{{a}}!", ["a": ""]) == "!")
  }

  @Test func `what is missing, unknown or in the wrong place is named`() throws {
    let text = "{{a}} {{b-2}} {{c}}"
    for (values, words) in [
      (["c": "1"], "-p a=… -p b-2=…"), (["a": "1", "x": "2"], "“x”; it has a, b-2, c"),
      (["input": "1"], "--param input"),
    ] {
      let error = #expect(throws: ClientError.self) { try prompt(text, values) }
      #expect(error?.text.contains(words) == true, "\(error?.text ?? "")")
    }
    let error = #expect(throws: ClientError.self) { try prompt("Say {{input}}") }
    #expect(error?.text.contains("asks for input") == true)
    #expect(try prompt("---\ndefault input: hi\n---\nSay {{input}}") == "Say hi")
  }

  @Test(
    arguments: [
      ("---\nsystem: a\n", "line 1: begins a head"),
      ("---\nsytem: a\n---\n", "line 2: expected description"),
      ("---\n\nmodel: a\nmodel: b\n---\n", "line 4: “model” occurs twice"),
      ("---\nno colon\n---\n", "line 2: expected “key: value”"),
      ("---\n  model: a\n---\n", "line 2: expected “key: value”"),
      ("---\ndefault 1: a\n---\n", "line 2: expected description"),
      ("---\ndefault x: a\n---\nbody", "default for “x”, which does not occur in it"),
    ])
  func `a head that can't be read is refused with its line`(text: String, words: String) {
    let error = #expect(throws: ClientError.self) { try Template(name: "t", text) }
    #expect(error?.text.contains(words) == true, "\(error?.text ?? "")")
  }

  @Test func `a byte order mark and CR LF do not hide the head`() throws {
    let template = try Template(name: "t", "\u{FEFF}---\r\nsystem: Be brief.\r\n---\r\nHi\r\n")
    #expect(template.system == "Be brief.")
    #expect(template.body == "Hi")
  }

  @Test func `a named pipe among the templates is refused, and not waited for`() throws {
    let directory = try TemporaryDirectory()
    let folder = try TemplateFolder(.test(directory, ["XDG_CONFIG_HOME": directory.path]))
    try folder.write("One", as: "one")
    try #require(mkfifo(folder.file("pipe"), 0o600) == 0)
    let refused = #expect(throws: ClientError.self) { try folder.text(of: "pipe") }
    #expect(refused?.text.contains("not a pipe") == true)
  }

  @Test func `the folder lists, keeps and renames, and never over another`() throws {
    let directory = try TemporaryDirectory()
    let folder = try TemplateFolder(.test(directory, ["XDG_CONFIG_HOME": directory.path]))
    #expect(folder.path == directory.path + "/skein/templates")
    #expect(folder.names.isEmpty)
    try folder.write("One", as: "one")
    try folder.write("Two\n", as: "two.b")
    #expect(folder.names == ["one", "two.b"])
    #expect(try folder.text(of: "one") == "One\n")
    #expect(throws: ClientError.self) { try folder.rename("one", to: "two.b") }
    try folder.rename("one", to: "three")
    try folder.remove("two.b")
    #expect(folder.names == ["three"])
    for name in ["", "../x", ".hidden", "a/b", "a b", String(repeating: "x", count: 65)] {
      #expect(throws: ClientError.self) { try folder.file(name) }
    }
    let missing = #expect(throws: ClientError.self) { try folder.template("one") }
    #expect(missing?.text.contains("there is three") == true)
    #expect(throws: ClientError.self) {
      try TemplateFolder(Environment([:]))
    }
  }
}
