import OwnThread
import Testing

/// What a shell is offered while words are typed.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct CompletionTests {
  @Test func `completion asks a daemon that runs, and starts none`() throws {
    let daemon = try LiveDaemon.echoing()
    _ = try skein(daemon, "ask", "Blue yarn")
    let words = ["---completion", "ask", "--", "--thread", "3", "0", "skein", "ask", "-t", ""]
    let offered = try Program(
      Binaries.command, words,
      environment: [
        "HOME": daemon.home.path, "SKEIN_SOCKET": daemon.home.socket, "SAP_SHELL": "fish",
      ])
    #expect(try offered.exit() == .code(0))
    #expect(offered.output.whole() == "Blue yarn\t1, now, 2 messages\n")
    let home = try Home()
    let nothing = try Program(
      Binaries.command, words, environment: ["HOME": home.path, "SKEIN_SOCKET": home.socket])
    #expect(try nothing.exit() == .code(0))
    #expect(nothing.output.whole().filter { !$0.isNewline } == "")
    #expect(nothing.errors.whole().isEmpty)
    #expect(home.everything.isEmpty)
    for shell in ["bash", "zsh", "fish"] {
      #expect(try skein(daemon, "completions", shell).output.contains("---completion"))
    }
  }
}
