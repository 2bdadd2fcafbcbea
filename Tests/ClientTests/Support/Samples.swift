import Testing
import Wire

@testable import Client

/// A turn as daemons send it, and messages about it.
struct SampleTurn {
  let id: TurnID = IDSource().next()
  let thread: ThreadID = IDSource().next()

  func json(_ status: TurnStatus, output: String? = nil, error: String = "null") -> String {
    let text = output.map { "\"\($0)\"" } ?? "null"
    return """
      {"id":"\(id)","threadId":"\(thread)","status":"\(status.rawValue)","model":"local/m",\
      "input":"hi","output":\(text),"reasoning":null,"finishReason":null,"error":\(error),\
      "attempts":1,"retryOf":null,"messageIds":[],"promptTokens":null,"completionTokens":null,\
      "totalTokens":null,"reasoningTokens":null,"firstTokenMs":null,"totalMs":null,\
      "queuedAt":"2026-11-21T18:04:45.120Z","startedAt":null,"endedAt":null,"news":1}
      """
  }

  var threadJSON: String {
    """
    {"id":"\(thread)","title":"hi","model":null,"systemPrompt":null,"contextId":null,\
    "parentThreadId":null,"messageCount":2,"lastMessageAt":null,\
    "createdAt":"2026-11-21T18:04:45.120Z","updatedAt":"2026-11-21T18:04:45.120Z",\
    "deletedAt":null}
    """
  }

  func delta(_ seq: Int, _ text: String, _ kind: String = "text") -> String {
    #"{"turnId":"\#(id)","seq":\#(seq),"kind":"\#(kind)","text":"\#(text)"}"#
  }

  func result(_ status: TurnStatus, _ output: String?) -> String {
    #"{"turn":\#(json(status, output: output)),"thread":\#(threadJSON),"messages":[]}"#
  }

  func ended(_ status: TurnStatus, _ output: String?, error: String = "null") -> String {
    #"{"turn":\#(json(status, output: output, error: error)),"messages":[]}"#
  }

  func snapshot(_ status: TurnStatus, _ text: String, from: Int, through: Int) -> String {
    """
    {"turn":\(json(status)),"text":"\(text)","reasoning":"","fromSeq":\(from),"seq":\(through)}
    """
  }

  var request: TurnRequest {
    TurnRequest(id: id, input: Content(trusted: "hi"), stream: true)
  }
}

extension Connection {
  /// A dialer for the socket at `path`, as if `--socket` named it.
  convenience init(named path: String) throws {
    let socket = try CheckedSocket.connect(
      to: SocketPath(checking: path, origin: .flag), until: .after(milliseconds: 1000))
    self.init(try #require(socket))
  }
}

extension Environment {
  /// An environment with only a home of its own: no test meets the tester's daemon.
  static func test(_ directory: TemporaryDirectory, _ more: [String: String] = [:]) -> Environment {
    Environment(
      [
        "HOME": directory.path, "XDG_RUNTIME_DIR": directory.path, "PATH": "/nowhere",
      ].merging(more) { $1 })
  }
}
