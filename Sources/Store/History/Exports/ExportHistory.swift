import JSON
import Wire

/// A data export in JSON, of ChatGPT or of Claude: conversations.json, or the parts that a large one
/// comes in.
///
/// The files are read through twice in pieces, and then one conversation at a time: what is in memory
/// is the largest conversation, not the file.
final class ExportHistory: HistoryReader {
  /// The programs whose exports these are.
  enum Program {
    case chatGPT, claude
  }

  private struct Place {
    let file: ExportFile
    let range: Range<Int>
    /// In its file, from 1 on.
    let number: Int
    let updatedAt: Double
  }

  private let program: Program
  /// Those that can't be read come first.
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
      // It was read when the file was looked through; it is counted as skipped, and comes next time.
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

  /// Nil for what is no conversation.
  private func conversation(_ root: Value) throws(HistoryUnreadable) -> HistoryConversation? {
    switch program {
    case .chatGPT: try ChatGPTConversation(root, within: budget)?.conversation()
    case .claude: try ClaudeConversation(root, within: budget)?.conversation()
    }
  }

  private func skip(_ place: Place, _ reason: HistoryLosses.Whole) -> HistorySkip {
    HistorySkip(conversation: nil, reason: .numbered(place.number, place.file.path, reason))
  }

  /// A file in which nothing is a conversation of the program is refused, unless nothing in it could
  /// be read.
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

  /// In seconds since 1970; 0 for what says none.
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
