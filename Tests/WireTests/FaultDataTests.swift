import JSON
import Testing
import Wire

struct FaultDataTests {
  private func members(_ fault: Fault) throws -> [String] {
    let text = try encode(fault.data)
    return try Document(Array(text.utf8)).root.members.map(\.name)
  }

  @Test func `each kind sends the members that it declares, known or not, and no other`() throws {
    let faults: [Fault] = [
      .parseError("No."), .invalidRequest("No."), .methodNotFound("x", nearest: "ping"),
      .invalidParams(path: "", expected: "an object"), .internal(requestId: "7"), .cancelled(),
      .unauthenticated("No."), .overloaded("No.", retryAfterMs: 5), .notFound(.thread),
      .conflict("No.", field: "id"), .busy(turn: .specimen),
      .provider("No.", .init(provider: "local", failureClass: .network)), .limit("No.", limit: 1),
      .storage("No."), .forbidden("No."), .invalidState("No.", from: "a", to: "b"),
      .shuttingDown(), .gone(oldest: 1),
    ]
    #expect(faults.map(\.kind) == Fault.Kind.allCases)
    for fault in faults {
      #expect(try members(fault) == ["kind"] + FaultData.memberNames(of: fault.kind))
    }
  }

  @Test func `no two kinds have one code`() {
    let codes = Fault.Kind.allCases.map(\.code)
    #expect(Set(codes).count == codes.count)
  }

  @Test func `an error comes back as it was`() throws {
    var details = Fault.ProviderDetails(provider: "local", failureClass: .rateLimit)
    details.httpStatus = 429
    details.retryable = true
    details.retryAfterMs = 1500
    let fault = Fault.provider("Too many requests; try again in 2 s.", details)
    let text = try encode(ErrorObject(fault))
    #expect(
      text == #"{"code":-32005,"message":"Too many requests; try again in 2 s.","data":{"#
        + #""kind":"provider","provider":"local","class":"rateLimit","turnId":null,"#
        + #""httpStatus":429,"code":null,"param":null,"requestId":null,"retryable":true,"#
        + #""retryAfterMs":1500}}"#)
    #expect(try decode(ErrorObject.self, text).fault == fault)
  }

  @Test func `invalid params name the member, or all of them`() {
    #expect(
      Fault.invalidParams(path: "title", expected: "a string").message
        == "title: expected a string.")
    #expect(
      Fault.invalidParams(path: "", expected: "an object").message == "params: expected an object.")
  }

  @Test func `a method that is not there is quoted in bounds`() {
    let fault = Fault.methodNotFound("thread/lst", nearest: "thread/list")
    #expect(
      fault.message
        == "There is no method “thread/lst”. Did you mean thread/list? rpc.discover lists all methods."
    )
    let long = Fault.methodNotFound(String(repeating: "é", count: 100_000)).message
    #expect(long.unicodeScalars.count < 200)
  }
}
