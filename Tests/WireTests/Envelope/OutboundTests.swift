import Testing
import Wire

struct OutboundTests {
  private let id = RequestID(token: Array("12345678901234567890.0".utf8))

  @Test func `an answer holds the id byte for byte and the result as it is`() {
    #expect(
      text(Outbound.answer(id, result: Array(#"{"a":1}"#.utf8)))
        == #"{"jsonrpc":"2.0","id":12345678901234567890.0,"result":{"a":1}}"#)
  }

  @Test func `an error answers with its code and its data`() {
    #expect(
      text(Outbound.answer(id, fault: .notFound(.thread)))
        == #"{"jsonrpc":"2.0","id":12345678901234567890.0,"error":{"code":-32002,"#
        + #""message":"You have no thread with that id.","#
        + #""data":{"kind":"notFound","entity":"thread"}}}"#)
    #expect(
      text(Outbound.answer(nil, fault: .parseError("No.")))
        == #"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"No.","#
        + #""data":{"kind":"parseError"}}}"#)
  }

  @Test func `a batch of nothing but notifications is not answered`() {
    #expect(Outbound.batch([]) == nil)
  }

  @Test func `a batch is one array`() {
    #expect(Outbound.batch([[0x31]]).map(text) == "[1]")
    #expect(Outbound.batch([[0x31], [0x32], [0x33]]).map(text) == "[1,2,3]")
  }

  @Test func `a notification has no id`() {
    let params = TurnDelta.Params(
      turnId: .specimen, seq: Wire.Sequence(1), kind: .text, text: "a\n\"b\"")
    #expect(
      text(Outbound.notification(TurnDelta.self, params))
        == #"{"jsonrpc":"2.0","method":"turn/delta","params":{"#
        + #""turnId":"00000000-0000-0000-0000-000000000000","seq":1,"kind":"text","#
        + #""text":"a\n\"b\""}}"#)
  }

  @Test func `a request is what the daemon reads`() {
    #expect(
      text(Outbound.request(id: 7, method: "ping", params: nil))
        == #"{"jsonrpc":"2.0","id":7,"method":"ping"}"#)
    #expect(
      text(Outbound.request(id: nil, method: "a\"b", params: Array("{}".utf8)))
        == #"{"jsonrpc":"2.0","method":"a\"b","params":{}}"#)
  }
}
