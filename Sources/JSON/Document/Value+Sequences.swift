extension Value {
  /// The elements of an array, in order, created lazily.
  package var elements: some Sequence<Value> {
    kind == .array ? Elements(within: self) : Elements(none: self)
  }

  /// The members of an object, in the order of the text, with duplicates.
  package var members: some Sequence<(name: String, value: Value)> {
    kind == .object ? Members(within: self) : Members(none: self)
  }
}

/// Iterates over the elements of an array.
private struct Elements: Sequence, IteratorProtocol {
  let document: Document
  var at: Int
  let end: Int

  init(within array: Value) {
    document = array.document
    at = array.node + 1
    end = array.reading { $0.after(array.node) }
  }

  init(none value: Value) {
    document = value.document
    at = 0
    end = 0
  }

  mutating func next() -> Value? {
    guard at < end else { return nil }
    let value = Value(document: document, node: at)
    at = value.reading { $0.after(value.node) }
    return value
  }
}

/// Iterates over the members of an object.
private struct Members: Sequence, IteratorProtocol {
  let document: Document
  var at: Int
  let end: Int

  init(within object: Value) {
    document = object.document
    at = object.node + 1
    end = object.reading { $0.after(object.node) }
  }

  init(none value: Value) {
    document = value.document
    at = 0
    end = 0
  }

  mutating func next() -> (name: String, value: Value)? {
    guard at < end else { return nil }
    let value = Value(document: document, node: at + 1)
    let name = value.reading { $0.string(at) }
    at = value.reading { $0.after(value.node) }
    return (name, value)
  }
}
