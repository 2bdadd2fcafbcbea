/// The position of a dictionary's member in the buffer.
struct Mark {
  let start: Int
  var nameEnd: Int
}

extension Level.Kind {
  /// How to write the container of a key type: a dictionary's members must be sorted.
  init<Key: CodingKey>(members type: Key.Type) {
    self = ObjectIdentifier(type) == KeyProbe.dictionaryKey ? .dictionary : .object
  }
}

extension Sink {
  /// Sorts the members: Codable iterates over a dictionary in any order, but the same value must
  /// give the same bytes.
  mutating func sortMembers(from firstMark: Int) {
    let members = marks[firstMark...]
    marks.removeSubrange(firstMark...)
    guard let start = members.first?.start, members.count > 1 else { return }
    let text = Array(UnsafeBufferPointer(start: base + start, count: count - start))
    var ends = members.dropFirst().map { $0.start - 1 }
    ends.append(count)
    // Without the closing quote: with it, "a" would be sorted after "a b".
    let names = members.map { text[($0.start - start)..<($0.nameEnd - start - 1)] }
    let order = names.indices.sorted { names[$0].lexicographicallyPrecedes(names[$1]) }
    count = start
    for i in order {
      if count > start { put(UInt8(ascii: ",")) }
      for byte in text[(members[firstMark + i].start - start)..<(ends[i] - start)] { put(byte) }
    }
  }
}
