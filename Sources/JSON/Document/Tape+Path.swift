extension Tape {
  /// The path to a value or to a member's name, as in "stop[0].x"; computed for errors only.
  func path(to target: Int, from root: Int) -> String {
    // The absent null has no place in the text.
    guard target < after(root) else { return "" }
    var path = ""
    var at = root
    while at != target {
      switch nodes[at].kind {
      case .object: (path, at) = stepIntoObject(at, toward: target, path)
      case .array: (path, at) = stepIntoArray(at, toward: target, path)
      default: return path
      }
    }
    return path
  }

  static func path(_ object: String, member: String) -> String {
    // Cut by scalars, because one character can be as long as the message; no text of skein
    // contains U+0000.
    let name = member.unicodeScalars.prefix(Mismatch.nameLimit)
    var shown = String(String.UnicodeScalarView(name.map { $0 == "\0" ? "\u{FFFD}" : $0 }))
    if name.endIndex != member.endIndex { shown += "…" }
    return object.isEmpty ? shown : "\(object).\(shown)"
  }

  private func stepIntoObject(_ at: Int, toward target: Int, _ path: String) -> (String, Int) {
    var name = at + 1
    while after(name + 1) <= target { name = after(name + 1) }
    let path = Self.path(path, member: string(name))
    return (path, target == name ? target : name + 1)
  }

  private func stepIntoArray(_ at: Int, toward target: Int, _ path: String) -> (String, Int) {
    var element = at + 1
    var index = 0
    while after(element) <= target {
      element = after(element)
      index += 1
    }
    return ("\(path)[\(index)]", element)
  }
}
