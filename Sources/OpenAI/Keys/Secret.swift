/// A key that is not shown by accident: it must be requested by name.
package struct Secret: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The key itself, for the one header that contains it.
  let exposed: String

  package init(_ text: String) {
    exposed = text
  }

  package var description: String { "‹secret›" }
  package var debugDescription: String { "‹secret›" }
  package var customMirror: Mirror { Mirror(self, children: [(label: String?, value: Any)]()) }

  /// `text` with every copy of the key removed, and every beginning of it, of four bytes or more,
  /// that `…` cuts off.
  func redact(_ text: String) -> String {
    let key = Array(exposed.utf8)
    let bytes = Array(text.utf8)
    guard !key.isEmpty else { return text }
    var clean: [UInt8] = []
    var at = 0
    while at < bytes.count {
      let common = zip(bytes[at...], key).prefix { $0 == $1 }.count
      let isCut = common >= 4 && bytes[(at + common)...].starts(with: "…".utf8)
      if common == key.count || isCut {
        clean += Array(description.utf8)
        at += common
      } else {
        clean.append(bytes[at])
        at += 1
      }
    }
    return String(decoding: clean, as: UTF8.self)
  }
}
