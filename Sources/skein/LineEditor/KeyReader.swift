import Wire

/// Makes keys of the bytes that a terminal sends, however they are cut.
struct KeyReader {
  private static let pasteEnd = Array("\u{1B}[201~".utf8)

  private var bytes: [UInt8] = []
  /// What has been pasted so far.
  private var pasted: [UInt8]?
  private var isPastedTooLong = false

  /// Whether an Escape has come that may be the beginning of a key.
  var isUndecided: Bool { pasted == nil && bytes.first == 0x1B }

  mutating func take(_ more: [UInt8]) -> [Key] {
    bytes += more
    var keys: [Key] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      if pasted != nil {
        guard let paste = takePaste(&rest) else { break }
        keys.append(paste)
      } else if let (key, count) = Self.key(rest) {
        rest = rest.dropFirst(count)
        if let key { keys.append(key) } else { pasted = [] }
      } else {
        break
      }
    }
    bytes = Array(rest)
    return keys
  }

  /// Enough time has passed: what has come was all of it.
  mutating func settle() -> [Key] {
    guard isUndecided else { return [] }
    let rest = Array(bytes.dropFirst())
    bytes = []
    return [.escape] + take(rest)
  }

  /// The text up to the mark of its end; `nil` when that has not come.
  private mutating func takePaste(_ rest: inout ArraySlice<UInt8>) -> Key? {
    let end = Self.pasteEnd
    var index = rest.startIndex
    while let escape = rest[index...].firstIndex(of: end[0]), escape + end.count <= rest.endIndex {
      if rest[escape...].starts(with: end) {
        keep(rest[..<escape])
        rest = rest[(escape + end.count)...]
        defer { pasted = nil }
        return .paste(Self.pasteText(pasted ?? []))
      }
      index = escape + 1
    }
    // The mark may be cut.
    let kept = rest.suffix(end.count - 1).firstIndex(of: end[0]) ?? rest.endIndex
    keep(rest[..<kept])
    rest = rest[kept...]
    return nil
  }

  private mutating func keep(_ more: ArraySlice<UInt8>) {
    let room = Limits.contentBytes - (pasted?.count ?? 0)
    pasted?.append(contentsOf: more.prefix(max(0, room)))
  }

  private static func pasteText(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n").replacing("\r", with: "\n")
      .replacing("\0", with: "")
  }
}
