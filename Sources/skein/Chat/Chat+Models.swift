import Client
import Wire

/// Which model answers.
extension Chat {
  /// How long the head of a chat waits to know its model.
  private static let headMilliseconds = 1500

  /// The model that is asked next, or why there is none; neither when that takes too long.
  func answering(
    _ own: ModelName?, _ connection: Connection
  ) -> (name: String?, complaint: String?) {
    do {
      let found = try connection.call(
        ModelGet.self, ModelGet.Params(model: model ?? own),
        until: .after(milliseconds: Self.headMilliseconds)
      ).model
      return (PrintableText.line(found.id), nil)
    } catch let fault as Fault where fault.kind == .invalidParams {
      return (nil, PrintableText.line(fault.message) + " /model lists what there is.")
    } catch {
      // Its answer may still come to what nobody waits for any more, or there is no such method.
      self.connection = nil
      return (nil, nil)
    }
  }

  func chooseModel(_ name: String) throws {
    guard let wanted = try checked(name.isEmpty ? nil : name, ModelName.self, "/model") else {
      return try listModels()
    }
    let found = try connected().call(ModelGet.self, ModelGet.Params(model: wanted)).model
    model = wanted
    tell("From now on \(found.id) is asked.")
  }

  /// The one that is asked next is marked, under its own name and under the alias that was chosen.
  private func listModels() throws {
    let result = try connected().call(ModelList.self, NoParams())
    models = result
    let own = try thread.map {
      try connected().call(ThreadGet.self, ThreadGet.Params(threadId: $0)).thread.model
    }
    let name = model ?? own ?? nil
    let chosen = try chosenModel(name)
    var lines = result.data.map { (mark: $0.id == chosen, text: $0.id) }
    if let chosen, !lines.contains(where: \.mark) { lines.append((true, chosen)) }
    lines += result.aliases.map { (mark: $0.name == name?.text, text: "\($0.name) is \($0.model)") }
    for line in lines {
      try console.print((line.mark ? "* " : "  ") + line.text + "\n")
    }
    for error in result.errors { console.note("\(error.provider): \(error.message)") }
    session.tellOfMissingKeys()
  }

  /// None when nothing names one that there is.
  private func chosenModel(_ name: ModelName?) throws -> String? {
    do {
      return try connected().call(ModelGet.self, ModelGet.Params(model: name)).model.id
    } catch is Fault {
      return nil
    }
  }
}
