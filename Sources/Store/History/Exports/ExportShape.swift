import JSON

/// The kind of an element of a JSON export: a conversation of some program, or something else.
enum ExportShape: Equatable {
  case chatGPT, claude
  /// An entry of Google's activity log, which contains Gemini's questions.
  case googleActivity
  /// A message of a provider's protocol.
  case message
  /// Anything else, described by the names of its first members, or in one word.
  case other(String)

  /// How many members of an unknown object are named.
  private static let namesShown = 5

  init(_ element: Value) {
    self =
      if element["mapping"]?.kind == .object {
        .chatGPT
      } else if element["chat_messages"]?.kind == .array {
        .claude
      } else if element["header"]?.string != nil, element["products"]?.kind == .array {
        .googleActivity
      } else if element["role"]?.string != nil, element["content"] != nil {
        .message
      } else if element.kind == .object {
        .other(Self.members(of: element))
      } else {
        .other("it holds no objects")
      }
  }

  /// Words that follow the name of a file.
  var words: String {
    switch self {
    case .chatGPT: "it looks like ChatGPT's export, which is imported as chatgpt"
    case .claude: "it looks like Claude's export, which is imported as claude"
    case .googleActivity: "it looks like Google's log of activities, which skein cannot import"
    case .message: "it looks like messages of a provider's protocol, which skein cannot import"
    case .other(let words): words
    }
  }

  private static func members(of object: Value) -> String {
    let names = object.members.lazy.prefix(namesShown).map { ForeignText($0.name).cut(to: 40).text }
    let list = names.joined(separator: ", ")
    return list.isEmpty ? "what it holds has no members" : "it holds the members \(list)"
  }
}
