import Foundation
import JSON
import Testing
import Wire

extension TurnRequest {
  /// A request with a question, in a thread of its own unless one is given.
  static func asking(
    _ input: String, of model: ModelName? = nil, on thread: ThreadID? = nil, id: TurnID? = nil,
    stream: Bool? = nil
  ) -> TurnRequest {
    TurnRequest(
      threadId: thread, id: id, input: Content(trusted: input), model: model, stream: stream)
  }
}

extension MessageAppend.Params {
  /// A user's message.
  static func saying(
    _ content: String, on thread: ThreadID, id: MessageID? = nil
  ) -> MessageAppend.Params {
    MessageAppend.Params(
      threadId: thread, id: id, role: .user, content: Content(trusted: content))
  }
}

extension WireClient {
  /// Every message of a thread, page by page.
  func wholeThread(_ thread: ThreadID) throws -> [Noun.Message] {
    var messages: [Noun.Message] = []
    while true {
      let after = messages.last?.sequence ?? Sequence(0)
      let page = try call(
        MessageList.self,
        .init(threadId: thread, afterSequence: after, limit: PageLimit(200)))
      messages += page.data
      if page.nextCursor == nil { return messages }
    }
  }
}

/// Waits until `condition` is true, by polling; false when that takes too long.
func eventually(within seconds: Double = 10, _ condition: () throws -> Bool) rethrows -> Bool {
  let deadline = Date(timeIntervalSinceNow: seconds)
  while true {
    if try condition() { return true }
    if Date() > deadline { return false }
    poll(nil, 0, 10)
  }
}

/// Checks that messages have sequences without a gap, and that each turn's pair is together.
func expectWhole(_ messages: [Noun.Message]) {
  #expect(messages.map { $0.sequence?.number } == Array(1..<(messages.count + 1)))
  var index = 0
  while index < messages.count {
    guard let turn = messages[index].turnId else {
      index += 1
      continue
    }
    let pair = messages[index...].prefix(2)
    #expect(pair.map(\.role) == [.user, .assistant], "half a pair at \(index + 1)")
    #expect(pair.allSatisfy { $0.turnId == turn }, "half a pair at \(index + 1)")
    index += 2
  }
}
