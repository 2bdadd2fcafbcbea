import JSON
import Wire

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One file of a JSON export: an array of conversations, which may be too large to be read at once,
/// or a single conversation.
final class ExportFile {
  private static let pieceBytes = 1 << 20
  private static let zipMark: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
  /// A byte order mark, which some programs write at the start of UTF-8.
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

  /// The files of an export; for a directory, those in it.
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

  /// The byte ranges of the conversations in the file; `known` conversations came in files before.
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
        throw HistoryUnreadable("conversations in JSON: \(path) \(Self.fault(of: splitter))")
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

  /// What is wrong with a file that is not an array, in words that follow its name.
  private static func fault(of splitter: ArraySplitter) -> String {
    if splitter.isWhole { return "continues after its end" }
    return splitter.hasBegun
      ? "ends too early: a part of it is missing" : "is another kind of file"
  }

  /// The range of the whole file, where it is a single conversation; `nil` when it is not an
  /// object.
  private func onlyConversation() throws(HistoryUnreadable) -> Range<Int>? {
    let start = file.head.starts(with: Self.byteOrderMark) ? Self.byteOrderMark.count : 0
    let whole = start..<max(start, file.byteCount)
    let document: Document
    switch try self.document(whole) {
    case .success(let read): document = read
    case .failure(let reason):
      let text = file.head.dropFirst(start).drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
      guard text.first == UInt8(ascii: "{") else { return nil }
      throw HistoryUnreadable("conversations in JSON: \(path) is damaged; \(reason.sentence)")
    }
    guard document.root.kind == .object else { return nil }
    switch ExportShape(document.root) {
    case .chatGPT, .claude: return whole
    case .googleActivity, .message, .other:
      throw HistoryUnreadable(
        "a JSON array of conversations: \(path) is one object; \(ExportShape(document.root).words)")
    }
  }

  /// The document at one of these ranges, or why it cannot be read.
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
