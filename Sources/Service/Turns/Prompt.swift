import OpenAI
import Store
import Wire

/// What a model is sent: the instructions, then the thread's messages in sequence, then the input.
struct Prompt: Sendable {
  let messages: [ChatRequest.Message]
  /// How many of the thread's oldest messages are not among them.
  let droppedMessages: Int?
  /// What is asked of the model beside them.
  let options: TurnOptions?

  /// Throws class `contextLength` for what is too long for the model; `turn` is the one that fails
  /// with it, if it is kept.
  init(
    for request: TurnRequest, retrying retried: TurnID?, on thread: Noun.Thread?,
    of choice: ModelDirectory.Choice, policy: ContextPolicy, failing turn: TurnID?,
    in rows: borrowing Rows
  ) throws {
    options = try choice.options(of: request, on: thread)
    var messages: [ChatRequest.Message] = []
    if let system = request.systemPrompt ?? thread?.systemPrompt {
      messages.append(.init(role: .system, content: system.text))
    }
    let first = messages.count
    var measured: ContextWindow.Measurement?
    if let thread, request.threadId != nil {
      for said in try rows.history(of: thread.id, retrying: retried) {
        if let tokens = said.promptTokens { measured = .init(tokens, before: messages.count) }
        messages.append(.init(role: .init(said.role), content: said.content))
      }
    }
    let history = first..<messages.count
    messages.append(.init(role: .user, content: request.input.text))
    let window = ContextWindow(
      of: choice, policy: thread?.contextPolicy ?? policy, options: options)
    guard let window else {
      (self.messages, droppedMessages) = (messages, nil)
      return
    }
    do throws(ContextWindow.Overflow) {
      let dropped = try window.dropped(from: messages, history: history, measured)
      droppedMessages = dropped.isEmpty ? nil : dropped.count
      self.messages = messages.indices.filter { !dropped.contains($0) }.map { messages[$0] }
    } catch {
      throw Fault(
        Failure(error, of: window, model: choice.name), of: choice.provider, turn: turn)
    }
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
