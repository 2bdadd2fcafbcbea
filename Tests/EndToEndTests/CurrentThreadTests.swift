import OwnThread
import Testing

/// The terminal's thread, as the shell sees it.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct CurrentThreadTests {
  @Test func `a thread is made current by its title, and the one before comes back`() throws {
    let daemon = try LiveDaemon.echoing()
    _ = try skein(daemon, "ask", "Blue yarn")
    _ = try skein(daemon, "ask", "Red yarn")
    let (blue, red) = ("1\n", "2\n")
    #expect(try skein(daemon, "thread", "current").output == red)
    #expect(try skein(daemon, "thread", "use", "blue yarn").output == blue)
    #expect(try skein(daemon, "thread", "current").output == blue)
    #expect(try skein(daemon, "thread", "use", "-").output == red)
    #expect(try skein(daemon, "ask", "-t", "Blue yarn", "again").output.hasPrefix("m|Blue yarn|"))
    #expect(try skein(daemon, "thread", "current").output == blue)
    let named = ["SKEIN_THREAD": String(red.dropLast())]
    #expect(try skein(daemon, "thread", "current", variables: named).output == red)
    #expect(
      try skein(daemon, "thread", "use", "Blue yarn", variables: named).errors
        .contains("SKEIN_THREAD"))
    #expect(try skein(daemon, "thread", "use", "Green", exit: 64).errors.contains("“Green”"))
    #expect(try skein(daemon, "thread", "pick", exit: 64).errors.contains("no terminal"))
  }
}
