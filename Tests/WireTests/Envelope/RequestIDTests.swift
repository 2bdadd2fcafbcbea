import JSON
import Testing
import Wire

struct RequestIDTests {
  private func cancelled(_ params: String) throws -> String? {
    let value = try Document(Array(params.utf8)).root
    return RequestID(cancelling: value).map { text($0.token) }
  }

  @Test func `a cancellation names a request by the bytes of its id`() throws {
    #expect(try cancelled(#"{"id":7}"#) == "7")
    #expect(try cancelled(#"{"id":7.0}"#) == "7.0")
    #expect(try cancelled(#"{"id":"7"}"#) == #""7""#)
    #expect(try cancelled(#"{"id":null}"#) == "null")
  }

  @Test func `a cancellation that names none is nothing`() throws {
    #expect(try cancelled("{}") == nil)
    #expect(try cancelled(#"{"id":[7]}"#) == nil)
    #expect(try cancelled("[7]") == nil)
    #expect(RequestID(cancelling: nil) == nil)
  }
}
