import OwnThread
import Testing
import Upstream
import Wire

/// Names that may be an option or a file, misspelled options, and empty pipes.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct OptionNameTests {
  private let shell: Shell
  private let upstream: Upstream

  /// A model that repeats its whole request.
  init() throws {
    upstream = try Upstream { connection, request in
      try connection.send(request.isListing ? HTTP.models : HTTP.stream(request.body))
    }
    shell = Shell(daemon: try LiveDaemon(upstream))
  }

  @Test(arguments: [
    ("temperature", "temperature=0.5"), ("max-tokens", "maxTokens=500"),
    ("max_tokens", "maxTokens=500"), ("MaxTokens", "maxTokens=500"), ("top_p", "topP=0.9"),
    ("reasoning-effort", "reasoningEffort=low"), ("seed", "seed=VALUE"), ("top_k", "top_k=VALUE"),
  ])
  func `an option without its value is no file`(_ name: String, _ right: String) throws {
    let refused = try shell.skein("ask", "-o", name, "0.5", "hello", exit: 64).errors
    #expect(refused.contains("-o \(right) sets the option"), "\(refused)")
    #expect(refused.contains("-o ./\(name) writes the file"), "\(refused)")
    #expect(!shell.daemon.home.everything.contains { $0.hasSuffix("/" + name) })
    #expect(try shell.daemon.connect().call(TurnList.self, .init()).data.isEmpty)
  }

  @Test func `a file of an option's name is written by its path, and each file is told of`() throws
  {
    let file = shell.daemon.home.path + "/temperature"
    let written = try shell.skein("ask", "-o", file, "hello")
    #expect(written.output.isEmpty)
    #expect(written.errors == "skein: \(file): 1 line written.\n")
    let json = try shell.skein("ask", "--json", "-o", file, "hello again")
    #expect(json.errors == #"{"message":"\#(file): 1 line written."}"# + "\n")
  }

  @Test func `a name that is nearly an option's is sent, and told of`() throws {
    let note = "The option temprature is unknown and is sent unchanged; did you mean temperature?"
    let asked = try shell.skein("ask", "-o", "temprature=0.3", "hello")
    #expect(asked.output.contains(#""temprature":0.3"#), "\(asked.output)")
    #expect(asked.errors == "skein: \(note)\n")
    #expect(try shell.skein("thread", "set", "-o", "temprature=0.3").errors.contains(note))
    // What the thread has already is not told of again.
    #expect(try !shell.skein("thread", "set", "-o", "top_k=3").errors.contains("mean"))
    #expect(
      try shell.skein("chat", "-o", "Max_Token=3", input: "hello\n").errors.contains(
        "did you mean maxTokens?"))
    let templates = shell.daemon.home.path + "/.config/skein/templates"
    try shell.daemon.home.makeDirectory(templates)
    try shell.daemon.home.write(
      "---\noption temprature: 0.3\n---\nSay it.\n", to: templates + "/t.md")
    #expect(try shell.skein("ask", "-T", "t").errors == "skein: \(note)\n")
    for real in ["top_k=40", "min_p=0.1", "repeat_penalty=1.1", "store=true", "min_tokens=3"] {
      #expect(try shell.skein("ask", "-o", real, "hello").errors.isEmpty, "\(real)")
    }
  }

  @Test func `about a pipe that brought nothing, nothing is asked`() throws {
    let asked = try shell.line(#": | "$COMMAND" "explain this""#, exit: 64)
    #expect(asked.output.isEmpty)
    #expect(asked.errors.hasPrefix("skein: Nothing was piped in, so nothing was asked:"))
    #expect(try shell.line(#": | "$COMMAND" -f - "explain this""#, exit: 64).output.isEmpty)
    #expect(try shell.skein("thread", "list").output.isEmpty)
    #expect(try shell.line(#""$COMMAND" "explain this" </dev/null"#).errors.isEmpty)
    #expect(try shell.line(#"echo it | "$COMMAND" "explain this""#).errors.isEmpty)
    #expect(try shell.line(#": | "$COMMAND" ask"#, exit: 64).errors.contains("pipe text in"))
  }
}
