import OpenAI
import Store
import Wire

/// What a model is sent: the instructions, then the thread's messages in sequence, then the input.
struct Prompt: Sendable {
  let messages: [ChatRequest.Message]

  init(
    for request: TurnRequest, retrying turn: TurnID?, on thread: Noun.Thread?,
    in rows: borrowing Rows
  ) throws {
    var messages: [ChatRequest.Message] = []
    if let system = request.systemPrompt ?? thread?.systemPrompt {
      messages.append(.init(role: .system, content: system.text))
    }
    if let thread, request.threadId != nil {
      for said in try rows.history(of: thread.id, retrying: turn) {
        messages.append(.init(role: .init(said.role), content: said.content))
      }
    }
    messages.append(.init(role: .user, content: request.input.text))
    self.messages = messages
  }
}

extension ChatRequest.Message.Role {
  init(_ role: Noun.Role) {
    self =
      switch role {
      case .system: .system
      case .user: .user
      case .assistant: .assistant
      }
  }
}

extension ChatRequest.Options {
  /// Only what was set.
  init(_ options: TurnOptions?) {
    self.init(
      temperature: options?.temperature, topP: options?.topP,
      maxTokens: options?.maxTokens?.number, stop: options?.stop?.texts, seed: options?.seed,
      reasoningEffort: options?.reasoningEffort?.text,
      responseFormat: options?.responseFormat?.json, extra: options?.extra?.object.json)
  }
}
