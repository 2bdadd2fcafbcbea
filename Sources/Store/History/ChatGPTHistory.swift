import JSON
import Wire

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// ChatGPT's data export: conversations.json, or the parts that a large one comes in.
///
/// The files are read through twice in pieces, and then one conversation at a time: what is in memory
/// is the largest conversation, not the file.
final class ChatGPTHistory: HistoryReader {
  private static let pieceBytes = 1 << 20

  private struct Place {
    let file: SourceFile
    let range: Range<Int>
    let updatedAt: Double
  }

  /// Those that can't be read come first.
  private var rest: ArraySlice<Place>
  private let budget: ReadingBudget
  let count: Int

  init(
    _ path: String, butNone ours: [String], within budget: ReadingBudget
  ) throws(HistoryUnreadable) {
    self.budget = budget
    var places: [Place] = []
    for path in try Self.files(at: path) {
      let file = try SourceFile(path, butNone: ours)
      if file.head.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
        throw HistoryUnreadable(
          "an unzipped export: unzip \(path), and give the directory or its conversations.json")
      }
      guard file.byteCount <= Limits.importedFileBytes else {
        throw .limit(
          "\(path) has \(file.byteCount) bytes, and \(Limits.importedFileBytes) are the most that "
            + "are imported: split its array into several files and import the directory.",
          Limits.importedFileBytes)
      }
      for range in try Self.elements(of: file, after: places.count, within: budget) {
        budget.beginStep()
        try budget.check()
        places.append(
          Place(file: file, range: range, updatedAt: try Self.lastUpdate(of: range, in: file)))
      }
    }
    rest = places.sorted { $0.updatedAt < $1.updatedAt }[...]
    count = places.count
  }

  func next() throws(HistoryUnreadable) -> HistoryStep? {
    guard let place = rest.popFirst() else { return nil }
    budget.beginStep()
    do throws(HistoryUnreadable) {
      try budget.check()
      guard let document = try Self.document(place.range, in: place.file),
        let conversation =
          try ChatGPTConversation(document.root, within: budget)?.conversation()
      else { return .unusable }
      return .conversation(conversation)
    } catch {
      if error.isFinal { throw error }
      // It was read when the file was looked through; it is counted as skipped, and comes next time.
      return .unusable
    }
  }

  /// A directory stands for the conversations in it.
  private static func files(at path: String) throws(HistoryUnreadable) -> [String] {
    guard let directory = opendir(path) else { return [path] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name.hasPrefix("conversations"), name.hasSuffix(".json") else { continue }
      guard names.count < Limits.importedFiles else {
        throw .limit(
          "\(path) has more than \(Limits.importedFiles) files of conversations, the most that one "
            + "import takes: move some into another directory and import both.",
          Limits.importedFiles)
      }
      names.append(name)
    }
    guard !names.isEmpty else {
      throw HistoryUnreadable("an export with a conversations.json: \(path) has none")
    }
    return names.sorted().map { "\(path)/\($0)" }
  }

  /// Where the conversations of a file stand, of which `known` came before.
  private static func elements(
    of file: SourceFile, after known: Int, within budget: ReadingBudget
  ) throws(HistoryUnreadable) -> [Range<Int>] {
    var splitter = ArraySplitter(limit: Limits.importedConversations - known)
    var offset = 0
    while offset < file.byteCount, !splitter.isFull {
      budget.beginStep()
      try budget.check()
      let piece = try file.read(min(pieceBytes, file.byteCount - offset), at: offset)
      guard !piece.isEmpty, splitter.feed(piece) else { break }
      offset += piece.count
    }
    guard !splitter.isFull else {
      throw .limit(
        "\(file.path) makes it more than \(Limits.importedConversations) conversations, the most "
          + "that one import takes: split the export into several directories and import each.",
        Limits.importedConversations)
    }
    guard splitter.isWhole, offset == file.byteCount else {
      throw HistoryUnreadable(
        "a JSON array of conversations: \(file.path) is no whole one, look at byte \(offset)")
    }
    return splitter.elements
  }

  private static func lastUpdate(
    of range: Range<Int>, in file: SourceFile
  ) throws(HistoryUnreadable) -> Double {
    let root = try document(range, in: file)?.root
    return root?["update_time"]?.double ?? root?["create_time"]?.double ?? 0
  }

  /// Nil for what is too large, has too many values, or is no JSON.
  private static func document(
    _ range: Range<Int>, in file: SourceFile
  ) throws(HistoryUnreadable) -> Document? {
    guard range.count <= Limits.importedConversationBytes else { return nil }
    let bytes = try file.read(range.count, at: range.lowerBound)
    // What is no JSON, or holds more values than a conversation may, is passed over.
    return try? Document(
      bytes, surrogates: .replace, valueLimit: Limits.importedConversationValues)
  }
}
