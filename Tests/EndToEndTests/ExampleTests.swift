import JSON
import OwnThread
import Testing
import Upstream
import Wire

/// What the reference says, the daemon does.
@Suite(.ownThread, .timeLimit(.minutes(5)))
struct ExampleTests {
  @Test func `every example of the reference is answered as its schema says`() throws {
    // The alias of the examples.
    let daemon = try LiveDaemon(
      try .saying("A length of yarn."), settings: ["aliases: {small: scripted/m}"])
    let client = try daemon.connect()
    let run = try client.call(TurnRun.self, .asking("What is a skein?"))
    let thread = try #require(run.thread).id
    let task = try client.call(
      TaskCreate.self, .init(title: TaskTitle(trusted: "Wind it"))
    ).task
    let made = try client.call(ContextCreate.self, .init(status: .active)).context
    let action = try client.call(
      ActionCreate.self, .init(contextId: made.id, type: .deploy, payload: .empty)
    ).action
    // The example completes it.
    _ = try client.call(ActionUpdate.self, .init(actionId: action.id, status: .running))
    let preview = try client.call(PreviewCreate.self, .init(contextId: made.id)).preview
    // What was taken back can be asked again, and taken back twice.
    let withdrawn = try client.call(TurnRun.self, .asking("Whose is it?"))
    _ = try client.call(
      ThreadRevert.self,
      .init(threadId: try #require(withdrawn.thread).id, throughSequence: Sequence(0)))
    // The example of an import has a file that somebody else wrote.
    let export = daemon.home.path + "/conversations.json"
    try daemon.home.write("[]", to: export)
    let session = try client.call(SessionCreate.self, .init()).session
    let token = try client.call(SessionCreate.self, .init()).token
    let account = try client.call(
      AccountLink.self,
      .init(providerId: Label(trusted: "elsewhere"), accountId: Label(trusted: "me"))
    ).account
    // The example of user/update leaves it as it is.
    let email = try client.call(UserGet.self, NoParams()).user.email
    var real = [
      "sessionId": "\(session.id)", "token": token, "accountId": "\(account.id)",
      "confirm": email, "source": "chatgpt",
      "contextId": "\(made.id)", "actionId": "\(action.id)", "previewId": "\(preview.id)",
      "threadId": "\(thread)", "turnId": "\(run.turn.id)",
      "taskId": "\(task.id)",
      "messageId": "\(try #require(run.turn.messageIds.last))",
    ]
    var examples = try Example.all
    // The ids are no more after the first of these, and nothing is answered after the second.
    for name in [UserDelete.name, ServerShutdown.name] {
      let last = try #require(examples.firstIndex { $0.name == name })
      examples.append(examples.remove(at: last))
    }
    let newcomer = try daemon.connect()
    for example in examples {
      // Nothing may be where a file is to be made.
      let fresh = "\(daemon.home.path)/\(example.name.split(separator: "/").last ?? "")"
      real["path"] = example.name == HistoryImport.name ? export : fresh
      let takesWithdrawn = [TurnRetry.name, TurnWithdraw.name].contains(example.name)
      real["turnId"] = "\((takesWithdrawn ? withdrawn : run).turn.id)"
      // Who has logged in is no operator.
      let client = example.name == AuthLogin.name ? newcomer : client
      let answer = try client.answer(to: client.send(example.name, example.params(with: real)))
      let text = String(decoding: answer.token.prefix(300), as: UTF8.self)
      #expect(answer["result"] != nil, "\(example.name): \(text)")
    }
    #expect(try daemon.program.exit() == .code(0))
  }

  @Test func `the document that is served is the one that is shipped, and lists every method`()
    throws
  {
    let daemon = try LiveDaemon()
    let served = try daemon.contract().document
    let shipped = try RawJSON(parsing: try Repository.text("contrib/openrpc.json"))
    #expect(try served.decode(RawJSON.self) == shipped)
    let listed = served["methods"].map { Array($0.elements) } ?? []
    #expect(try listed.map { try #require($0["name"]?.string) } == Example.all.map(\.name))
  }

  @Test func `a method's name mistyped is answered with the one that was meant`() throws {
    let daemon = try LiveDaemon()
    let client = try daemon.connect()
    let fault = try client.fault(of: try client.send("thread/creat", nil))
    #expect(fault.code == -32601)
    #expect(fault.message.contains("thread/create"))
  }
}

/// A method's name and the params of its example.
private struct Example {
  let name: String
  private let params: [String: RawJSON]

  static var all: [Example] {
    get throws {
      var collector = Collector()
      api.forEach(&collector)
      return try collector.examples.map { try $0.get() }
    }
  }

  /// The params with real ids for those of the reference.
  func params(with real: [String: String]) -> String {
    let members = params.map { name, value in
      (name, real[name].map { RawJSON(trusting: "\"\($0)\"") } ?? value)
    }
    return RawJSON(object: Dictionary(uniqueKeysWithValues: members)).text
  }

  private struct Collector: MethodVisitor {
    var examples: [Result<Example, any Error>] = []

    mutating func visit<M: Method>(_ method: M.Type) {
      examples.append(
        Result {
          let bytes = try Output.encode(M.example.params, nilMembers: .omitted)
          return Example(
            name: M.name, params: try Document(bytes).root.decode([String: RawJSON].self))
        })
    }
  }
}
