extension Value {
  /// The first name that stands twice in this object, its escapes resolved; nil otherwise.
  package var duplicateMember: String? {
    guard kind == .object else { return nil }
    return reading { tape in tape.duplicate(in: node).map(tape.string) }
  }
}

extension Tape {
  /// Refuses what no decoded value may hold at any depth, free JSON included: a name that stands
  /// twice in one object (RFC 8259 section 4 leaves it open) and U+0000.
  func audit(_ root: Int) throws(Mismatch) {
    for node in root..<after(root) {
      if nodes[node].flags & Node.nul != 0 {
        throw Mismatch(path: path(to: node, from: root), expected: "text without U+0000")
      }
      if nodes[node].kind == .object, let name = duplicate(in: node) {
        throw Mismatch(path: path(to: name, from: root), expected: "to stand once")
      }
    }
  }

  /// The node of the first name of an object that an earlier member has.
  func duplicate(in object: Int) -> Int? {
    let end = after(object)
    var names = 0
    var seen: UInt64 = 0
    var at = object + 1
    while at < end {
      names += 1
      if names > 32 || nodes[at].flags & Node.escaped != 0 {
        return duplicateByText(in: object)
      }
      // Most names differ in length or ends: only two that share a bit are compared.
      let run = run(at)
      let ends = run.isEmpty ? 0 : Int(run[0]) &+ Int(run[run.count - 1]) &* 5
      let bit: UInt64 = 1 << UInt64((run.count &* 7 &+ ends) & 63)
      if seen & bit != 0, stands(at, before: at, in: object) { return at }
      seen |= bit
      at = after(at + 1)
    }
    return nil
  }

  private func stands(_ name: Int, before limit: Int, in object: Int) -> Bool {
    let wanted = run(name)
    var at = object + 1
    while at < limit {
      let run = run(at)
      if run.count == wanted.count, same(run, wanted) { return true }
      at = after(at + 1)
    }
    return false
  }

  /// For names with escapes, and for many: never quadratic.
  private func duplicateByText(in object: Int) -> Int? {
    let end = after(object)
    var seen: Set<[UInt8]> = []
    var at = object + 1
    while at < end {
      // Bytes, for String's == takes canonically equal names for one.
      if !seen.insert(Array(string(at).utf8)).inserted { return at }
      at = after(at + 1)
    }
    return nil
  }
}
