/// Reads a text once, from left to right, and writes its tape.
///
/// It never reads beyond the text: its copy ends in zeros, and no JSON text contains a zero byte.
/// Open containers are linked through their nodes, so nesting takes no stack.
struct Scanner {
  static let padding = 16

  let bytes: UnsafeMutablePointer<UInt8>
  let count: Int
  let surrogates: Document.Surrogates
  var nodes: UnsafeMutablePointer<Node>
  var capacity: Int
  /// How many nodes the text may have.
  let limit: Int
  var used = 0
  var at = 0

  /// Copies and scans a text; the caller owns the two memory blocks of the tape.
  static func tape(
    of text: UnsafeRawBufferPointer, surrogates: Document.Surrogates, valueLimit: Int
  ) throws(SyntaxError) -> Tape {
    guard text.count <= Int(Int32.max) - padding else {
      throw SyntaxError(offset: 0, expected: "a text of less than 2 GiB")
    }
    var scanner = Scanner(text, surrogates: surrogates, valueLimit: valueLimit)
    do throws(SyntaxError) {
      try scanner.scan()
    } catch {
      scanner.bytes.deallocate()
      scanner.nodes.deallocate()
      throw error
    }
    return Tape(bytes: scanner.bytes, nodes: scanner.nodes)
  }

  private init(
    _ text: UnsafeRawBufferPointer, surrogates: Document.Surrogates, valueLimit: Int
  ) {
    count = text.count
    bytes = .allocate(capacity: count + Self.padding)
    UnsafeMutableRawBufferPointer(start: bytes, count: count).copyMemory(from: text)
    (bytes + count).initialize(repeating: 0, count: Self.padding)
    // One more, for the null that belongs to no value.
    limit = min(valueLimit, Int(Int32.max) - 1) + 1
    capacity = min(count / 4 + 8, limit)
    nodes = .allocate(capacity: capacity)
    self.surrogates = surrogates
  }

  private mutating func scan() throws(SyntaxError) {
    var open = -1
    var depth = 0
    skipSpace()
    values: while true {
      let from = at
      switch bytes[at] {
      case UInt8(ascii: "\""): try string()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        guard depth < Document.depthLimit else {
          throw failure("at most \(Document.depthLimit) levels")
        }
        let object = bytes[at] == UInt8(ascii: "{")
        at += 1
        skipSpace()
        if bytes[at] == (object ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
          at += 1
          try append(object ? .object : .array, from: from)
        } else {
          let parent = open
          open = used
          depth += 1
          try append(object ? .object : .array, from: from)
          nodes[open].next = Int32(truncatingIfNeeded: parent)
          if object { try name("a member name or }") }
          continue values
        }
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
      case UInt8(ascii: "n"): try literal("null", .null)
      case UInt8(ascii: "t"): try literal("true", .yes)
      case UInt8(ascii: "f"): try literal("false", .no)
      case 0xEF where at == 0: throw failure("no byte order mark")
      default: throw failure("a value")
      }

      // A value has ended, and so do the containers that are closed here.
      while open >= 0 {
        skipSpace()
        let object = nodes[open].kind == .object
        if bytes[at] == UInt8(ascii: ",") {
          at += 1
          skipSpace()
          if object { try name("a member name") }
          continue values
        }
        guard bytes[at] == (object ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
          throw failure(object ? ", or }" : ", or ]")
        }
        at += 1
        let parent = Int(nodes[open].next)
        nodes[open].to = Int32(truncatingIfNeeded: at)
        nodes[open].next = Int32(truncatingIfNeeded: used)
        open = parent
        depth -= 1
      }
      skipSpace()
      guard at == count else { throw failure("nothing after the value") }
      try append(.null, from: at)
      return
    }
  }

  /// Scans a member's name and its colon, up to the value.
  private mutating func name(_ expected: String) throws(SyntaxError) {
    guard bytes[at] == UInt8(ascii: "\"") else { throw failure(expected) }
    try string()
    skipSpace()
    guard bytes[at] == UInt8(ascii: ":") else { throw failure(":") }
    at += 1
    skipSpace()
  }

  private mutating func literal(_ word: StaticString, _ kind: Node.Kind) throws(SyntaxError) {
    let from = at
    for i in 0..<word.utf8CodeUnitCount {
      guard bytes[at] == word.utf8Start[i] else { throw failure("\(word)") }
      at += 1
    }
    try append(kind, from: from)
  }

  private mutating func skipSpace() {
    while true {
      switch bytes[at] {
      case 0x20, 0x0A, 0x0D, 0x09: at += 1
      default: return
      }
    }
  }

  /// Appends a node that ends at `to`, or else at the scanner's position.
  mutating func append(
    _ kind: Node.Kind, from: Int, to: Int? = nil, flags: UInt8 = 0
  ) throws(SyntaxError) {
    if used == capacity { try grow() }
    (nodes + used).initialize(
      to: Node(
        from: Int32(truncatingIfNeeded: from), to: Int32(truncatingIfNeeded: to ?? at),
        next: Int32(truncatingIfNeeded: used + 1), kind: kind, flags: flags))
    used += 1
  }

  private mutating func grow() throws(SyntaxError) {
    guard capacity < limit else { throw failure("at most \(limit - 1) values and names") }
    let room = min(capacity * 2, limit)
    let larger = UnsafeMutablePointer<Node>.allocate(capacity: room)
    larger.moveInitialize(from: nodes, count: used)
    nodes.deallocate()
    nodes = larger
    capacity = room
  }

  func failure(_ expected: String) -> SyntaxError {
    SyntaxError(offset: at, expected: expected)
  }
}
