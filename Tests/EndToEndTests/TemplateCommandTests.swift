import Foundation
import JSON
import OwnThread
import Testing
import Upstream
import Wire

/// Templates, as the shell sees them.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct TemplateCommandTests {
  @Test func `a template is edited, asked with parameters, renamed and deleted`() throws {
    let daemon = try LiveDaemon.echoing(["aliases: {fast: scripted/quick}"])
    let text = """
      ---
      description: Say it otherwise
      system: You speak {{language}}.
      model: fast
      default tone: plainly
      ---
      Say {{tone}}: {{input}}
      """
    try daemon.home.write(
      "#!/bin/sh\ncat >\"$1\" <<'E'\n\(text)\nE\n", to: daemon.home.path + "/ed", mode: 0o700)
    _ = try skein(
      daemon, "template", "edit", "say", variables: ["EDITOR": daemon.home.path + "/ed"])
    #expect(
      try skein(daemon, "template", "list").output == "say\tlanguage tone\tSay it otherwise\n")
    #expect(try skein(daemon, "template", "show", "say").output == text + "\n")
    #expect(
      try skein(daemon, "ask", "-T", "say", "-p", "language=Latin", "hello").output
        == "quick|You speak Latin.|Say plainly: hello\n")
    #expect(
      try skein(
        daemon, "ask", "-T", "say", "-p", "language=x", "-p", "tone=a=b", "-m", "m", "-s", "Hm.",
        input: "piped"
      ).output == "m|Hm.|Say a=b: piped\n")
    for (arguments, words) in [
      (["-T", "say", "hi"], "-p language=…"), (["-T", "none", "hi"], "there is say"),
      (["-T", "say", "-p", "language=x"], "asks for input"),
      (["-T", "say", "-p", "nonsense", "hi"], "name=value"), (["-p", "a=b", "hi"], "--template"),
    ] {
      let refused = try Program(
        Binaries.command, ["ask"] + arguments,
        environment: ["HOME": daemon.home.path, "SKEIN_SOCKET": daemon.home.socket])
      #expect(try refused.exit() == .code(64))
      #expect(refused.errors.whole().contains(words), "\(refused.errors.whole())")
    }
    #expect(
      try skein(daemon, "template", "rename", "say", "tell").errors
        == "skein: Template say is called tell now.\n")
    #expect(
      try skein(daemon, "template", "path", "tell").output
        == daemon.home.path + "/.config/skein/templates/tell.md\n")
    #expect(
      try skein(daemon, "template", "delete", "-f", "tell").errors
        == "skein: Template tell is deleted.\n")
    let left = try skein(daemon, "template", "list", "--json").output
    #expect(left == #"{"data":[],"nextCursor":null}"# + "\n")
    #expect(try daemon.connect().call(TurnList.self, .init()).data.count == 2)
  }

  @Test func `a filled template is what ask would send, and nothing is asked`() throws {
    let daemon = try LiveDaemon.echoing(["aliases: {fast: scripted/quick}"])
    let text = """
      ---
      system: You speak {{language}}.
      model: fast
      option temperature: 0.25
      option top_k: 40
      default tone: plainly
      ---
      Say {{tone}}: {{input}}
      """
    let folder = try #require(
      try skein(daemon, "template", "path").output.split(separator: "\n").first)
    try FileManager.default.createDirectory(
      atPath: String(folder), withIntermediateDirectories: true)
    try daemon.home.write(text, to: folder + "/say.md")
    try daemon.home.write("Explain this.", to: folder + "/explain.md")
    let filled = try skein(
      daemon, "template", "fill", "say", "-p", "language=Latin", "two", "words"
    ).output
    #expect(
      filled
        == #"{"input":"Say plainly: two words","model":"fast","systemPrompt":"You speak Latin.","#
        + #""options":{"temperature":0.25,"extra":{"top_k":40}}}"# + "\n")
    // turn/run takes it as it is, and answers as ask does.
    let run = try skein(daemon, "call", "turn/run", filled).output
    #expect(run.contains("quick|You speak Latin.|Say plainly: two words"))
    #expect(
      try skein(daemon, "ask", "-T", "say", "-p", "language=Latin", "two", "words").output
        == "quick|You speak Latin.|Say plainly: two words\n")
    #expect(
      try skein(daemon, "template", "fill", "explain", input: "piped\n").output
        == #"{"input":"Explain this.\n\npiped"}"# + "\n")
    #expect(
      try skein(daemon, "template", "fill", "explain", "this", "-", "too", input: "piped").output
        == #"{"input":"Explain this.\n\nthis\n\npiped\n\ntoo"}"# + "\n")
    for (arguments, words) in [
      (["say", "hi"], "The template say needs -p language=… as well."),
      (["say", "-p", "language=x"], "asks for input"),
      (["say", "-p", "x=y", "hi"], "has no parameter “x”"), (["none"], "there are explain, say"),
    ] {
      let asked = try Shell(daemon: daemon).skein(["ask", "-T"] + arguments, exit: 64).errors
      let refused = try Shell(daemon: daemon).skein(
        ["template", "fill"] + arguments, exit: 64
      ).errors
      #expect(refused.contains(words) && refused == asked, "\(refused)\(asked)")
    }
    let shown = try skein(daemon, "template", "show", "--json", "say").output
    #expect(shown.contains(#""defaults":{"tone":"plainly"}"#), "\(shown)")
    #expect(shown.contains(#""parameters":["language","tone"],"hasInput":true"#), "\(shown)")
    let listed = try skein(daemon, "template", "list", "--json").output
    #expect(listed.contains(#""parameters":[],"hasInput":false"#), "\(listed)")
    #expect(try daemon.connect().call(TurnList.self, .init()).data.count == 2)
  }

  @Test func `a template is filled without a daemon`() throws {
    let daemon = try LiveDaemon.echoing()
    let editor = daemon.home.path + "/ed"
    try daemon.home.write("#!/bin/sh\necho Explain. >\"$1\"\n", to: editor, mode: 0o700)
    _ = try skein(daemon, "template", "edit", "a", variables: ["EDITOR": editor])
    #expect(
      try skein(
        daemon, "--no-start", "--socket", daemon.home.path + "/none", "template", "fill", "a"
      ).output == #"{"input":"Explain."}"# + "\n")
  }

  @Test func `what an editor leaves empty makes no template, and what is wrong is kept`() throws {
    let daemon = try LiveDaemon.echoing()
    let editor = daemon.home.path + "/ed"
    try daemon.home.write("#!/bin/sh\n: >\"$1\"\n", to: editor, mode: 0o700)
    _ = try skein(daemon, "template", "edit", "a", variables: ["EDITOR": editor])
    _ = try skein(daemon, "template", "show", "a", exit: 64)
    try daemon.home.write(
      "#!/bin/sh\nprintf -- '---\\nsytem: x\\n---\\n' >\"$1\"\n", to: editor, mode: 0o700)
    let wrong = try skein(daemon, "template", "edit", "a", variables: ["EDITOR": editor], exit: 64)
    #expect(wrong.errors.contains("line 2"))
    #expect(try skein(daemon, "template", "show", "a").output.contains("sytem"))
    #expect(try skein(daemon, "template", "list").errors.contains("line 2"))
  }
}
