import JSON
import Wire

/// A data export of ChatGPT or Claude in JSON: conversations.json, or the parts of a large export.
///
/// The files are read twice in pieces, and then one conversation at a time: the memory that it
/// takes depends on the largest conversation, not on the file.
final class ExportHistory: HistoryReader {
  /// The programs whose exports can be read.
  enum Program {
    case chatGPT, claude
  }

  private struct Place {
    let file: ExportFile
    let range: Range<Int>
    /// The number of the conversation in its file, from 1 on.
    let number: Int
    let updatedAt: Double
  }

  private let program: Program
  /// The conversations that cannot be read come first.
  private var rest: ArraySlice<Place>
  private let budget: ReadingBudget
  let count: Int

  init(
    _ program: Program, at path: String, butNone ours: [String], within budget: ReadingBudget
  ) throws(HistoryUnreadable) {
    (self.program, self.budget) = (program, budget)
    var places: [Place] = []
    for path in try ExportFile.paths(at: path) {
      let file = try ExportFile(path, butNone: ours, within: budget)
      places += try Self.places(of: program, in: file, after: places.count, within: budget)
    }
    rest = places.sorted { $0.updatedAt < $1.updatedAt }[...]
    count = places.count
  }

  func next() throws(HistoryUnreadable) -> HistoryStep? {
    guard let place = rest.popFirst() else { return nil }
    budget.beginStep()
    try budget.check()
    let root: Value
    do throws(HistoryUnreadable) {
      switch try place.file.document(place.range) {
      case .success(let document): root = document.root
      case .failure(let reason): return .unusable([skip(place, reason)])
      }
    } catch {
      if error.isFinal { throw error }
      // It could be read in the first pass; now it is counted as skipped, and can be imported next
      // time.
      return .unusable([skip(place, .unreadable(error.fault.message))])
    }
    guard let conversation = try conversation(root) else {
      let shape = ExportShape(root)
      let isEmpty = shape == program.shape || root[program.messagesMember]?.kind == .null
      return .unusable([skip(place, isEmpty ? .silence : .foreign(program.name, shape))])
    }
    guard conversation.branches.isEmpty else { return .conversation(conversation) }
    let title = Title(given: root[program.titleMember]?.foreignText)
    let losses = conversation.losses.skips(title: title, conversation: conversation.id)
    return .unusable(
      losses.isEmpty
        ? [HistorySkip(title: title, conversation: conversation.id, reason: .silence)] : losses)
  }

  /// `nil` for a value that is not a conversation.
  private func conversation(_ root: Value) throws(HistoryUnreadable) -> HistoryConversation? {
    switch program {
    case .chatGPT: try ChatGPTConversation(root, within: budget)?.conversation()
    case .claude: try ClaudeConversation(root, within: budget)?.conversation()
    }
  }

  private func skip(_ place: Place, _ reason: HistoryLosses.Whole) -> HistorySkip {
    HistorySkip(conversation: nil, reason: .numbered(place.number, place.file.path, reason))
  }

  /// Refuses a file without any conversation of the program, unless nothing in it could be read.
  private static func places(
    of program: Program, in file: ExportFile, after known: Int, within budget: ReadingBudget
  ) throws(HistoryUnreadable) -> [Place] {
    var places: [Place] = []
    var foreign: ExportShape?
    var isOurs = false
    for (index, range) in try file.elements(after: known).enumerated() {
      budget.beginStep()
      try budget.check()
      var updatedAt = 0.0
      if case .success(let document) = try file.document(range) {
        let shape = ExportShape(document.root)
        if shape == program.shape { isOurs = true } else { foreign = foreign ?? shape }
        updatedAt = program.lastUpdate(of: document.root)
      }
      places.append(Place(file: file, range: range, number: index + 1, updatedAt: updatedAt))
    }
    if let foreign, !isOurs {
      throw HistoryUnreadable(
        "\(program.name)'s conversations: \(file.path) has none; \(foreign.words)")
    }
    return places
  }
}

extension ExportHistory.Program {
  fileprivate var name: String {
    switch self {
    case .chatGPT: "ChatGPT"
    case .claude: "Claude"
    }
  }

  fileprivate var shape: ExportShape {
    switch self {
    case .chatGPT: .chatGPT
    case .claude: .claude
    }
  }

  fileprivate var messagesMember: String {
    switch self {
    case .chatGPT: "mapping"
    case .claude: "chat_messages"
    }
  }

  fileprivate var titleMember: String {
    switch self {
    case .chatGPT: "title"
    case .claude: "name"
    }
  }

  /// Seconds since 1970; 0 when the conversation has no time.
  fileprivate func lastUpdate(of root: Value) -> Double {
    switch self {
    case .chatGPT: root["update_time"]?.double ?? root["create_time"]?.double ?? 0
    case .claude:
      (Timestamp(foreign: root["updated_at"]?.string)
        ?? Timestamp(foreign: root["created_at"]?.string))
        .map { Double($0.milliseconds) / 1000 } ?? 0
    }
  }
}
