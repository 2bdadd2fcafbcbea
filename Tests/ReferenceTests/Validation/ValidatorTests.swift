import JSON
import Testing
import Wire

@testable import Reference

struct ValidatorTests {
  private let validator: Validator
  private let catalogue: Catalogue

  init() throws {
    validator = Validator(document: try Document(OpenRPC.document()))
    catalogue = try Catalogue()
  }

  @Test func `every example is valid by its own schema`() throws {
    for method in catalogue.methods {
      let (params, result) = (try method.exampleParams.value(), try method.exampleResult.value())
      #expect(validator.problems(inParams: params, of: method.name) == [], "\(method.name)")
      #expect(validator.problems(in: result, of: method.name) == [], "\(method.name)")
    }
    for notification in catalogue.notifications {
      let params = try notification.example.value()
      #expect(validator.problems(inNotification: params, named: notification.name) == [])
    }
  }

  @Test func `a result that lacks a member, or has one too many, is not`() throws {
    let method = try #require(catalogue.methods.first { $0.name == "thread/get" })
    let example = method.exampleResult.text
    let lacking = example.replacing(#""model":null,"#, with: "")
    #expect(
      try validator.problems(in: Value(lacking), of: "thread/get")
        == ["result.thread: the member model is missing"])
    let extra = example.replacing(#""model":null"#, with: #""model":null,"color":"red""#)
    #expect(
      try validator.problems(in: Value(extra), of: "thread/get")
        == ["result.thread: the member color is not declared"])
    let wrong = example.replacing(#""messageCount":2"#, with: #""messageCount":"2""#)
    #expect(
      try validator.problems(in: Value(wrong), of: "thread/get")
        == ["result.thread.messageCount: expected integer, found string"])
  }

  @Test(arguments: [
    ("message/get", "{}", "params: the member messageId is missing"),
    ("thread/list", #"{"limits":1}"#, "params: the member limits is not declared"),
    ("thread/list", #"{"limit":201}"#, "params.limit: more than 200"),
    (
      "turn/run", #"{"input":"x","options":{"seed":"y"}}"#,
      "params.options.seed: expected integer or null, found string"
    ),
    ("thread/list", "7", "params: expected an object"),
    ("no/such", "{}", "there is no method no/such"),
  ])
  func `params that a method does not take are not valid`(
    method: String, params: String, problem: String
  ) throws {
    #expect(try validator.problems(inParams: Value(params), of: method) == [problem])
  }

  @Test func `params may be absent where a method needs none`() throws {
    #expect(validator.problems(inParams: nil, of: "ping") == [])
    #expect(try validator.problems(inParams: Value("[]"), of: "ping") == [])
    #expect(validator.problems(inParams: nil, of: "message/get").count == 1)
  }

  @Test func `null clears what update can clear, and nothing else`() throws {
    let id = #""threadId":"0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e6f""#
    let clear = try Value(#"{\#(id),"title":null}"#)
    #expect(validator.problems(inParams: clear, of: "thread/update") == [])
    let nothing = try Value(#"{"threadId":null}"#)
    #expect(validator.problems(inParams: nothing, of: "thread/update").count == 1)
  }

  @Test func `every kind of error is valid as it is sent`() throws {
    for kind in Fault.Kind.allCases {
      let error = try RawJSON(encoding: ErrorObject(Self.fault(kind))).value()
      #expect(validator.problems(inError: error, of: nil) == [], "\(kind)")
    }
  }

  @Test func `an error that its method does not list is not valid`() throws {
    let error = try RawJSON(encoding: ErrorObject(.notFound(.thread))).value()
    #expect(validator.problems(inError: error, of: "thread/get") == [])
    let strange = validator.problems(inError: error, of: "ping")
    #expect(strange == ["error: ping does not list notFound"])
  }

  @Test func `an error of another shape is not valid`() throws {
    let error = try Value(#"{"code":-32002,"message":"","data":{"kind":"busy"},"more":1}"#)
    #expect(
      validator.problems(inError: error, of: nil) == [
        "error: the member more is not declared", "error.code: not the code of busy",
        "error.message: no sentence", "error.data: the member turnId is missing",
      ])
  }

  private static func fault(_ kind: Fault.Kind) -> Fault {
    switch kind {
    case .parseError: .parseError("No.")
    case .invalidRequest: .invalidRequest("No.", limit: 1)
    case .methodNotFound: .methodNotFound("x")
    case .invalidParams: .invalidParams(path: "a", expected: "b")
    case .internal: .internal(requestId: "7")
    case .cancelled: .cancelled()
    case .unauthenticated: .unauthenticated("No.")
    case .overloaded: .overloaded("No.", retryAfterMs: 1)
    case .notFound: .notFound(.turn)
    case .conflict: .conflict("No.", field: "id")
    case .busy: .busy(turn: .specimen)
    case .provider: .provider("No.", .init(provider: "local", failureClass: .tls))
    case .limit: .limit("No.", limit: 1)
    case .storage: .storage("No.")
    case .forbidden: .forbidden("No.")
    case .invalidState: .invalidState("No.", from: "a", to: "b")
    case .shuttingDown: .shuttingDown()
    case .gone: .gone(oldest: 3)
    }
  }
}
