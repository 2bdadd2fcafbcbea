import JSON
import OwnThread
import Testing
import Upstream
import Wire

/// What `skein ask` puts into a question, and what it prints of the answer.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct AskOptionsTests {
  private static let code = "Here:\n\n```sh\nls\n```\n\n```py\nprint(1)\n```\nDone.\n"

  @Test func `a code block comes alone, and prose never in its place`() throws {
    let daemon = try LiveDaemon(
      try Upstream { connection, request in
        try connection.send(
          HTTP.stream(try request.input.hasPrefix("code") ? Self.code : "Only words."))
      })
    #expect(try skein(daemon, "ask", "-x", "code").output == "ls\n")
    #expect(try skein(daemon, "ask", "--xl", "code").output == "print(1)\n")
    #expect(try skein(daemon, "last", "-x").output == "ls\n")
    #expect(try skein(daemon, "edit", "--extract-last", "code again").output == "print(1)\n")
    let none = try skein(daemon, "ask", "-x", "words", exit: 1)
    #expect(none.output.isEmpty)
    #expect(none.errors.hasPrefix("Only words.\n") && none.errors.contains("no code block"))
    #expect(try skein(daemon, "last", "-x", exit: 1).output.isEmpty)
    for wrong in [["-x", "--xl"], ["-x", "--stream"], ["-x", "--json"]] {
      let refused = try Program(
        Binaries.command, ["ask", "hi"] + wrong,
        environment: ["HOME": daemon.home.path, "SKEIN_SOCKET": daemon.home.socket])
      #expect(try refused.exit() == .code(64))
    }
    // What was refused has asked nothing.
    #expect(try daemon.connect().call(TurnList.self, .init()).data.count == 4)
  }

  @Test func `files are asked under their names, and a bad one asks nothing`() throws {
    let daemon = try LiveDaemon(
      try Upstream { connection, request in
        try connection.send(HTTP.stream(try request.input))
      })
    let file = daemon.home.path + "/naïve.txt"
    try daemon.home.write("one\n", to: file)
    #expect(
      try skein(daemon, "ask", "What?", "-f", file, "-f", "-", input: "two\n").output == """
        What?

        \(file):

        ```txt
        one
        ```

        standard input:

        ```
        two
        ```

        """)
    try daemon.home.write([0xFF, 0xFE], to: file)
    #expect(try skein(daemon, "ask", "-f", file, exit: 64).errors.contains("UTF-8"))
    #expect(try skein(daemon, "ask", "-f", "none", exit: 64).errors.contains("none: No such"))
    #expect(try skein(daemon, "ask", "-f", "-", exit: 64).errors.contains("piped in"))
    #expect(try daemon.connect().call(TurnList.self, .init()).data.count == 1)
  }

  @Test func `a schema, the options and the usage reach the ones they are for`() throws {
    let daemon = try LiveDaemon(
      try Upstream { connection, request in try connection.send(HTTP.stream(request.body)) })
    let asked = try skein(
      daemon, "ask", "-u", "--schema", #"{"title":"Dog","type":"object"}"#, "--seed", "7",
      "--top-p", "0.5", "--stop", "END", "hi")
    let body = try Document(Array(asked.output.utf8)).root
    #expect(body["response_format"]?["json_schema"]?["name"]?.string == "Dog")
    #expect(body["seed"]?.integer == 7)
    #expect(body["top_p"]?.double == 0.5)
    #expect(body["stop"]?[0]?.string == "END")
    #expect(asked.errors.hasPrefix("skein: scripted/m: tokens not told by the provider, "))
    #expect(try skein(daemon, "ask", "--schema", "{", "hi", exit: 64).errors.contains("not JSON"))
    #expect(try skein(daemon, "ask", "--stop", "", "hi", exit: 64).errors.contains("--stop"))
  }
}
