extension Value {
  /// The first duplicate name in this object, its escapes resolved; `nil` when there is none.
  package var duplicateMember: String? {
    guard kind == .object else { return nil }
    return reading { tape in tape.duplicate(in: node).map(tape.string) }
  }
}

extension Tape {
  /// Refuses what no decoded value may contain at any depth, free JSON included: a duplicate name
  /// in an object (RFC 8259 section 4 leaves that open) and U+0000.
  func audit(_ root: Int) throws(Mismatch) {
    for node in root..<after(root) {
      if nodes[node].flags & Node.nul != 0 {
        throw Mismatch(path: path(to: node, from: root), expected: "text without U+0000")
      }
      if nodes[node].kind == .object, let name = duplicate(in: node) {
        throw Mismatch(path: path(to: name, from: root), expected: "to occur only once")
      }
    }
  }

  /// The node of the first name of an object that an earlier member has, too.
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
      // Most names differ in length, first or last byte: only two that share a bit are compared.
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

  /// For names with escapes, and for many names: never quadratic, and names are only copied if
  /// necessary.
  private func duplicateByText(in object: Int) -> Int? {
    let end = after(object)
    var count = 0
    var at = object + 1
    while at < end {
      count += 1
      at = after(at + 1)
    }
    var table = NameTable(of: self, for: count)
    at = object + 1
    while at < end {
      guard table.insert(at) else { return at }
      at = after(at + 1)
    }
    return nil
  }
}

/// The member names of one object, in a hash table whose seed nobody outside can guess.
private struct NameTable {
  private let tape: Tape
  /// Nodes of names, 0 for an empty slot: no name is node 0. Never more than half full.
  private var slots: [Int32]

  init(of tape: Tape, for count: Int) {
    self.tape = tape
    var room = 16
    while room < count * 2 { room *= 2 }
    slots = Array(repeating: 0, count: room)
  }

  /// Inserts a name; false when a name with the same text is in the table.
  mutating func insert(_ name: Int) -> Bool {
    var slot = hash(name) & (slots.count - 1)
    while slots[slot] != 0 {
      if hasSameText(Int(slots[slot]), name) { return false }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(truncatingIfNeeded: name)
    return true
  }

  private func hash(_ name: Int) -> Int {
    var hasher = Hasher()
    if isEscaped(name) {
      var text = tape.string(name)
      text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    } else {
      hasher.combine(bytes: UnsafeRawBufferPointer(tape.run(name)))
    }
    return hasher.finalize()
  }

  /// Compares bytes, because String's == treats canonically equivalent names as equal.
  private func hasSameText(_ one: Int, _ other: Int) -> Bool {
    guard !isEscaped(one), !isEscaped(other) else {
      return tape.string(one).utf8.elementsEqual(tape.string(other).utf8)
    }
    let (first, second) = (tape.run(one), tape.run(other))
    return first.count == second.count && tape.same(first, second)
  }

  private func isEscaped(_ name: Int) -> Bool { tape.nodes[name].flags & Node.escaped != 0 }
}
