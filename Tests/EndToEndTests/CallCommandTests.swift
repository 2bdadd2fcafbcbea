import JSON
import OwnThread
import Testing
import Wire

/// `skein call` as a shell runs it.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct CallCommandTests {
  @Test func `call reaches every method`() throws {
    let daemon = try LiveDaemon()
    let output = try skein(daemon, "call", "thread/create", #"{"title":"Wool"}"#).output
    let result = try Document(Array(output.utf8)).root
    #expect(try result.decode(ThreadResult.self).thread.title?.text == "Wool")
    let wrong = try skein(daemon, "call", "thread/create", #"{"titel":"Wool"}"#, exit: 1)
    #expect((wrong.output + wrong.errors).contains("titel"))
  }
}
