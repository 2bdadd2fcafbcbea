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
  let count: Int

  init(_ path: String, butNone ours: [String]) throws(HistoryUnreadable) {
    var places: [Place] = []
    for path in try Self.files(at: path) {
      let file = try SourceFile(path, butNone: ours)
      if file.head.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
        throw HistoryUnreadable(
          "an unzipped export: unzip \(path), and give the directory or its conversations.json")
      }
      for range in try Self.elements(of: file) {
        places.append(
          Place(file: file, range: range, updatedAt: try Self.lastUpdate(of: range, in: file)))
      }
    }
    rest = places.sorted { $0.updatedAt < $1.updatedAt }[...]
    count = places.count
  }

  func next() -> HistoryStep? {
    guard let place = rest.popFirst() else { return nil }
    do throws(HistoryUnreadable) {
      guard let document = try Self.document(place.range, in: place.file),
        let conversation = ChatGPTConversation(document.root)?.conversation
      else { return .unusable }
      return .conversation(conversation)
    } catch {
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
      if name.hasPrefix("conversations"), name.hasSuffix(".json") { names.append(name) }
    }
    guard !names.isEmpty else {
      throw HistoryUnreadable("an export with a conversations.json: \(path) has none")
    }
    return names.sorted().map { "\(path)/\($0)" }
  }

  private static func elements(of file: SourceFile) throws(HistoryUnreadable) -> [Range<Int>] {
    var splitter = ArraySplitter()
    var offset = 0
    while offset < file.byteCount {
      let piece = try file.read(min(pieceBytes, file.byteCount - offset), at: offset)
      guard !piece.isEmpty, splitter.feed(piece) else { break }
      offset += piece.count
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

  /// Nil for what is too large, and for what is no JSON.
  private static func document(
    _ range: Range<Int>, in file: SourceFile
  ) throws(HistoryUnreadable) -> Document? {
    guard range.count <= Limits.importedConversationBytes else { return nil }
    let bytes = try file.read(range.count, at: range.lowerBound)
    return try? Document(bytes, surrogates: .replace)
  }
}
