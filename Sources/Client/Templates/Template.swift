package import Wire

/// A question with placeholders: `{{name}}` is replaced by a parameter, and `{{input}}` by the
/// input, which is the question's own text.
///
/// The file may begin with a head: lines between two lines `---`. Each line is `key: value`, empty,
/// or a comment that begins with `#`. The value `|` means the lines below it that are indented by
/// two spaces.
package struct Template: Equatable, Encodable {
  /// The placeholder of the input.
  static let input = "input"
  package static let sizeLimit = 1 << 20

  package let name: String
  package private(set) var description: String?
  package private(set) var system: String?
  package private(set) var model: String?
  /// The model's options, set by the lines `option NAME: VALUE`.
  package private(set) var options: TurnOptions?
  /// The values of parameters that are not given.
  package private(set) var defaults: [String: String] = [:]
  package let body: String
  /// The parameters, in the order in which they occur.
  package private(set) var parameters: [String] = []
  /// Whether it has a place for the input; without one, the input follows the body.
  package private(set) var hasInput = false

  package init(name: String, _ text: String) throws(ClientError) {
    self.name = name
    var lines = TemplateLines(text, of: name)
    let head = try lines.takeHead()
    body = lines.rest
    for entry in head {
      let isNew: Bool
      switch entry.key {
      case "description": isNew = description.set(entry.value)
      case "system": isNew = system.set(entry.value)
      case "model": isNew = model.set(entry.value)
      default:
        if let option = entry.option {
          isNew = try setOption(option, to: entry.value, at: entry.line, of: lines)
          break
        }
        guard let parameter = entry.parameter else {
          throw lines.wrong(
            entry.line,
            "expected description, system, model, default NAME or option NAME before the colon, "
              + "not “\(entry.key)”")
        }
        isNew = defaults.updateValue(entry.value, forKey: parameter) == nil
      }
      guard isNew else { throw lines.wrong(entry.line, "“\(entry.key)” occurs twice") }
    }
    let mentioned = Placeholders.names(in: system ?? "") + Placeholders.names(in: body)
    hasInput = mentioned.contains(Self.input)
    for name in mentioned where name != Self.input && !parameters.contains(name) {
      parameters.append(name)
    }
    for parameter in defaults.keys.sorted() {
      guard parameter == Self.input || parameters.contains(parameter) else {
        throw lines.wrong(nil, "has a default for “\(parameter)”, which does not occur in it")
      }
    }
  }

  /// Sets an option; false when it was set before. `stop` may be set more than once.
  private mutating func setOption(
    _ option: String, to value: String, at line: Int, of lines: TemplateLines
  ) throws(ClientError) -> Bool {
    var options = options ?? TurnOptions()
    if option != "stop", options.clear(option) { return false }
    do throws(ClientError) {
      try options.set(option, to: value)
    } catch {
      throw lines.wrong(line, error.text.last == "." ? String(error.text.dropLast()) : error.text)
    }
    self.options = options
    return true
  }

  /// The template with every parameter given or at its default.
  package func filled(_ values: [String: String]) throws(ClientError) -> FilledTemplate {
    for given in values.keys.sorted() where !parameters.contains(given) {
      let known = parameters.isEmpty ? "none" : parameters.joined(separator: ", ")
      throw .usage(
        given == Self.input
          ? "--param input is not allowed: give the input as words, with --file or through a pipe."
          : "The template \(name) has no parameter “\(given)”; it has \(known).")
    }
    let all = defaults.merging(values) { _, given in given }
    let missing = parameters.filter { all[$0] == nil }
    guard missing.isEmpty else {
      throw .usage(
        "The template \(name) needs "
          + missing.map { "-p \($0)=…" }.joined(separator: " ") + " as well.")
    }
    return FilledTemplate(template: self, values: all)
  }
}

/// A template in which only the input is missing.
package struct FilledTemplate: Equatable {
  fileprivate let template: Template
  fileprivate let values: [String: String]

  package var model: String? { template.model }

  package var options: TurnOptions? { template.options }

  /// The system prompt.
  package func system(with input: String) throws(ClientError) -> String? {
    guard let system = template.system else { return nil }
    return try fill(system, with: input)
  }

  /// The prompt: the input replaces its placeholder, or follows the template's text.
  package func prompt(with input: String) throws(ClientError) -> String {
    let text = try fill(template.body, with: input)
    guard !template.hasInput, !input.isEmpty else { return text }
    return text.isEmpty ? input : text + "\n\n" + input
  }

  private func fill(_ text: String, with input: String) throws(ClientError) -> String {
    var values = values
    if !input.isEmpty { values[Template.input] = input }
    guard let filled = Placeholders.replaced(in: text, by: values) else {
      throw .usage(
        "The template \(template.name) asks for input: give words or --file, or pipe text in.")
    }
    return filled
  }
}

extension Optional {
  /// Sets the value; false when there is one already.
  fileprivate mutating func set(_ value: Wrapped) -> Bool {
    if case .some = self { return false }
    self = value
    return true
  }
}
