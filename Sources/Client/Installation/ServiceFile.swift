/// A file that tells a service manager about the daemon, and the origin of the file that is there
/// now.
package struct ServiceFile: Equatable {
  package enum State: Equatable {
    case absent, current
    /// Written by an earlier installation, and not changed since.
    case older
    /// Written or changed by somebody else.
    case foreign
  }

  package let path: String
  /// The file's text without the mark.
  let body: String
  private let comment: (begin: String, end: String)

  /// A unit of systemd.
  static func unit(_ path: String, _ body: String) -> ServiceFile {
    ServiceFile(path: path, body: body, comment: ("# ", ""))
  }

  /// A property list.
  static func propertyList(_ path: String, _ body: String) -> ServiceFile {
    ServiceFile(path: path, body: body, comment: ("<!-- ", " -->"))
  }

  /// The text with a mark at the end, by which a later installation knows that nobody has changed
  /// it. At the end, because a property list must begin with its declaration.
  package var text: String { body + mark(of: body) }

  package func state() -> State {
    guard let bytes = SmallFile.read(path, limit: 1 << 20) else { return .absent }
    let found = String(decoding: bytes, as: UTF8.self)
    if found == text || found == body { return .current }
    guard let last = found.dropLast().lastIndex(of: "\n") else { return .foreign }
    let begin = found.index(after: last)
    return mark(of: String(found[..<begin])) == found[begin...] ? .older : .foreign
  }

  package static func == (one: ServiceFile, other: ServiceFile) -> Bool {
    one.path == other.path && one.text == other.text
  }

  private func mark(of body: String) -> String {
    "\(comment.begin)Written by skein daemon install, \(Self.sum(of: body))\(comment.end)\n"
  }

  /// FNV-1a: it detects a change, but does not protect against a deliberate one.
  private static func sum(of text: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return String(hash, radix: 16)
  }
}
