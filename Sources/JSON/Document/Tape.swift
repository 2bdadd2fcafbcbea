/// One value or member name of a scanned text, as a range of its bytes.
///
/// An object's nodes are name, value, name, value; a value's descendants follow it.
struct Node {
  enum Kind: UInt8 {
    case null, no, yes, number, string, array, object
  }

  /// For a string: it has a `\`.
  static let escaped: UInt8 = 1
  /// For a string: it contains U+0000.
  static let nul: UInt8 = 2
  /// For a string: it contains a part that is read as U+FFFD (`Document.Surrogates.replace`).
  static let repaired: UInt8 = 4
  /// For a number: it has a fraction or an exponent.
  static let fractional: UInt8 = 8

  /// The first byte of the value; for a string, the first inside its quotes.
  var from: Int32
  /// The byte after the last.
  var to: Int32
  /// The node after the last descendant; for a container that is still open while scanning, its
  /// parent.
  var next: Int32
  var kind: Kind
  var flags: UInt8
}

/// The scanned nodes and their bytes: two pointers, so that reading needs no reference count. The
/// document owns both; a reader must keep it alive.
struct Tape {
  /// Ends in `Scanner.padding` zeros.
  let bytes: UnsafePointer<UInt8>
  /// In preorder, the root first; after the last one there is a null that belongs to no value.
  let nodes: UnsafePointer<Node>

  /// The null after the last node: a missing member is decoded from it.
  var absent: Int { Int(nodes[0].next) }

  func after(_ node: Int) -> Int { Int(nodes[node].next) }

  /// The bytes of a node; for a string those inside the quotes.
  func run(_ node: Int) -> UnsafeBufferPointer<UInt8> {
    let from = Int(nodes[node].from)
    return UnsafeBufferPointer(start: bytes + from, count: Int(nodes[node].to) - from)
  }

  /// The bytes of a node as they were received; for a string with its quotes.
  func token(_ node: Int) -> UnsafeBufferPointer<UInt8> {
    let run = run(node)
    guard nodes[node].kind == .string, let start = run.baseAddress else { return run }
    return UnsafeBufferPointer(start: start - 1, count: run.count + 2)
  }

  /// The value of an object's member; with duplicate names, the first.
  func member(_ name: UnsafeBufferPointer<UInt8>, of object: Int) -> Int? {
    let end = after(object)
    var at = object + 1
    while at < end {
      if matches(at, name) { return at + 1 }
      at = after(at + 1)
    }
    return nil
  }

  func member(_ name: String, of object: Int) -> Int? {
    var name = name
    return name.withUTF8 { member($0, of: object) }
  }

  private func matches(_ node: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    let run = run(node)
    if nodes[node].flags & Node.escaped != 0 { return string(node).utf8.elementsEqual(name) }
    return run.count == name.count && same(run, name)
  }

  /// Byte equality of two runs of one length.
  func same(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
    for i in 0..<a.count where a[i] != b[i] { return false }
    return true
  }
}
