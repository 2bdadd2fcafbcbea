import OpenAI
import Store
import Wire

/// What is sent to a model: the system prompt, then the thread's messages in sequence, then the
/// input.
struct Prompt: Sendable {
  let messages: [ChatRequest.Message]
  /// The sequence of each message in the thread; `nil` for a message that is not in the thread.
  let places: [Int?]
  /// How many of the thread's oldest messages were left out.
  let droppedMessages: Int?
  /// The options of the request.
  let options: TurnOptions?

  /// Throws a provider fault of class `contextLength` if the request is too long for the model;
  /// `turn` is the turn that fails with it, if it is stored.
  init(
    for request: TurnRequest, retrying retried: TurnID?, on thread: Noun.Thread?,
    of choice: ModelDirectory.Choice, policy: ContextPolicy, failing turn: TurnID?,
    in rows: borrowing Rows
  ) throws {
    options = try choice.options(of: request, on: thread)
    var conversation = Conversation()
    if let system = request.systemPrompt ?? thread?.systemPrompt {
      conversation.append(.system, system.text)
    }
    let first = conversation.messages.count
    var measured: ContextWindow.Measurement?
    if let thread, request.threadId != nil {
      for said in try rows.history(of: thread.id, retrying: retried) {
        if let tokens = said.promptTokens {
          measured = .init(tokens, before: conversation.messages.count)
        }
        conversation.append(.init(said.role), said.content, at: said.sequence)
      }
    }
    let last = conversation.messages.count
    conversation.append(.user, request.input.text)
    // The input may have been joined to a question whose answer was empty.
    let history = first..<min(last, conversation.messages.count - 1)
    let (messages, places) = (conversation.messages, conversation.places)
    let window = ContextWindow(
      of: choice, policy: thread?.contextPolicy ?? policy, options: options)
    guard let window else {
      (self.messages, self.places, droppedMessages) = (messages, places, nil)
      return
    }
    do throws(ContextWindow.Overflow) {
      let dropped = try window.dropped(from: messages, history: history, measured)
      droppedMessages = dropped.isEmpty ? nil : dropped.count
      let kept = messages.indices.filter { !dropped.contains($0) }
      self.messages = kept.map { messages[$0] }
      self.places = kept.map { places[$0] }
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
  /// The options that were set.
  init(_ options: TurnOptions?) {
    self.init(
      temperature: options?.temperature, topP: options?.topP,
      maxTokens: options?.maxTokens?.number, stop: options?.stop?.texts, seed: options?.seed,
      reasoningEffort: options?.reasoningEffort?.text,
      responseFormat: options?.responseFormat?.json, extra: options?.extra?.object.json)
  }
}
