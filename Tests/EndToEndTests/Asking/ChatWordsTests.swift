import OwnThread
import Testing
import Upstream
import Wire

/// What is typed in a chat and is no question: what Tab completes, and words that leave.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct ChatWordsTests {
  private let shell: Shell

  init() throws {
    shell = Shell(
      daemon: try LiveDaemon(
        Setup(
          upstream: try Upstream { connection, request in
            try connection.send(
              request.isListing
                ? HTTP.whole(
                  "200 OK", headers: "Content-Type: application/json\r\n",
                  body: #"{"data":[{"id":"echo"},{"id":"slow"},{"id":"m"}]}"#)
                : HTTP.stream("answer to \(try request.input)"))
          }, settings: ["aliases: {fast: scripted/slow}"])))
  }

  @Test(arguments: [
    ("/model ech\t", "From now on scripted/echo is asked."),
    ("/model scripted/sl\t", "From now on scripted/slow is asked."),
    ("/model fa\t", "From now on scripted/slow is asked."),
    ("/thread Pel\t", "Pelican facts"), ("/thread 1\t", "Pelican facts"),
    ("/file ~/not\t", "The next question takes 1 file along."),
    ("/help a\t", "asks a question that begins with a slash"),
  ])
  func `Tab completes models, aliases, titles and files`(_ typed: String, _ shown: String) throws {
    _ = try shell.skein("ask", "--title", "Pelican facts", "one")
    try shell.daemon.home.write("it\n", to: shell.daemon.home.path + "/notes of mine.txt")
    let terminal = try PseudoTerminal()
    let chat = try shell.skein("chat", on: terminal)
    #expect(terminal.shows("/help shows what can be typed"), "\(terminal.text)")
    for key in typed { terminal.type(String(key)) }
    terminal.type("\r")
    #expect(terminal.shows(shown), "\(terminal.text)")
    // What was not completed would name no thread, model or file.
    #expect(!terminal.text.contains("skein: "), "\(terminal.text)")
    terminal.type("exit\r")
    #expect(try chat.exit() == .code(0))
  }

  @Test(arguments: ["exit", "quit", ":q", "  Exit  "])
  func `a line that is only a word to leave leaves`(_ word: String) throws {
    let left = try shell.skein("chat", input: "one\n\(word)\ntwo\n")
    #expect(left.output == "answer to one\n")
  }

  @Test func `help alone shows the help, and a sentence with these words is a question`() throws {
    #expect(try shell.skein("chat", input: "help\n").output.contains("/help all has the keys"))
    let asked = try shell.skein("chat", input: "exit code of grep?\nhelp me\n/multi\nquit\n/end\n")
    #expect(asked.output == "answer to exit code of grep?\nanswer to help me\nanswer to quit\n")
  }
}
