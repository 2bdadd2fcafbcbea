import JSON
import Testing
import Wire

struct ThreadPurposeTests {
  private let thread = #"{"threadId":"0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e6f""#

  @Test func `a thread has it as a word, and a conversation as null`() throws {
    var thread = ThreadGet.example.result.thread
    #expect(try encode(thread).contains(#""purpose":null"#))
    thread.purpose = .edit
    #expect(try encode(thread).contains(#""purpose":"edit""#))
    #expect(try decode(Noun.Thread.self, encode(thread)) == thread)
  }

  @Test func `a document of a daemon that knew no purposes is read as a conversation`() throws {
    let thread = ThreadGet.example.result.thread
    let older = try encode(thread).replacing(#""purpose":null,"#, with: "")
    #expect(!older.contains("purpose"))
    #expect(try decode(Noun.Thread.self, older) == thread)
  }

  @Test func `an update sets it, clears it with null and keeps it otherwise`() throws {
    func purpose(_ rest: String) throws -> Change<ThreadPurpose> {
      try decode(ThreadUpdate.Params.self, thread + rest + "}").purpose
    }
    #expect(try purpose(#","purpose":"edit""#) == .set(.edit))
    #expect(try purpose(#","purpose":null"#) == .clear)
    #expect(try purpose("") == .keep)
  }

  @Test func `another word is refused with those that there are`() throws {
    let refusal = try refusal(TurnRequest.self, #"{"input":"Hi","purpose":"chat"}"#)
    #expect(refusal?.contains("purpose") == true && refusal?.contains("edit") == true)
  }
}
