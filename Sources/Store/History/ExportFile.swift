import JSON
import Wire

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One file of a JSON export: an array of conversations, which may be too large to be read at once, or
/// one conversation alone.
final class ExportFile {
  private static let pieceBytes = 1 << 20
  private static let zipMark: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
  /// A byte order mark, which some programs write at the head of UTF-8.
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  let path: String
  private let file: SourceFile
  private let budget: ReadingBudget

  init(
    _ path: String, butNone ours: [String], within budget: ReadingBudget
  ) throws(HistoryUnreadable) {
    let file = try SourceFile(path, butNone: ours)
    (self.path, self.file, self.budget) = (path, file, budget)
    if file.head.starts(with: Self.zipMark) {
      throw HistoryUnreadable(
        "an unzipped export: unzip \(path), and give the directory or its conversations.json")
    }
    guard file.byteCount <= Limits.importedFileBytes else {
      throw .limit(
        "\(path) has \(file.byteCount) bytes, and \(Limits.importedFileBytes) are the most that "
          + "are imported: split its array into several files and import the directory.",
        Limits.importedFileBytes)
    }
  }

  /// A directory stands for the conversations in it.
  static func paths(at path: String) throws(HistoryUnreadable) -> [String] {
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

  /// Where the conversations of the file stand, of which `known` came before.
  func elements(after known: Int) throws(HistoryUnreadable) -> [Range<Int>] {
    var offset = file.head.starts(with: Self.byteOrderMark) ? Self.byteOrderMark.count : 0
    var splitter = ArraySplitter(from: offset, limit: Limits.importedConversations - known)
    while offset < file.byteCount, !splitter.isFull {
      budget.beginStep()
      try budget.check()
      let piece = try file.read(min(Self.pieceBytes, file.byteCount - offset), at: offset)
      guard !piece.isEmpty, splitter.feed(piece) else { break }
      offset += piece.count
    }
    var elements = splitter.elements
    if !splitter.isFull, !splitter.isWhole || offset != file.byteCount {
      guard let only = try onlyConversation() else {
        throw HistoryUnreadable(
          "a JSON array of conversations: \(path) is no whole one, look at byte \(offset)")
      }
      elements = [only]
    }
    guard !splitter.isFull, known + elements.count <= Limits.importedConversations else {
      throw .limit(
        "\(path) makes it more than \(Limits.importedConversations) conversations, the most "
          + "that one import takes: split the export into several directories and import each.",
        Limits.importedConversations)
    }
    return elements
  }

  /// The whole file, where it is one conversation and no array; nil for what is no object.
  private func onlyConversation() throws(HistoryUnreadable) -> Range<Int>? {
    let start = file.head.starts(with: Self.byteOrderMark) ? Self.byteOrderMark.count : 0
    let whole = start..<max(start, file.byteCount)
    guard case .success(let document) = try document(whole), document.root.kind == .object else {
      return nil
    }
    switch ExportShape(document.root) {
    case .chatGPT, .claude: return whole
    case .googleActivity, .message, .other:
      throw HistoryUnreadable(
        "a JSON array of conversations: \(path) is one object; \(ExportShape(document.root).words)")
    }
  }

  /// What stands at one of these places, or why it can't be read.
  func document(
    _ range: Range<Int>
  ) throws(HistoryUnreadable) -> Result<Document, HistoryLosses.Whole> {
    guard range.count <= Limits.importedConversationBytes else { return .failure(.size) }
    let bytes = try file.read(range.count, at: range.lowerBound)
    do throws(SyntaxError) {
      return .success(
        try Document(
          bytes, surrogates: .replace, valueLimit: Limits.importedConversationValues))
    } catch {
      return .failure(.unreadable("\(error)"))
    }
  }
}
