import JSON

/// Splits bytes into server-sent events, by the rules of WHATWG HTML section 9.2, with two
/// allowances for real providers: the last event counts without its blank line (`finish`), and text
/// between events that is in no field counts as an event: the line `error: {…}` as an event named
/// `error`, and JSON, on one or several lines, as an event without a name.
///
/// Bytes may be cut anywhere: inside a line end, a character or the byte order mark.
struct ServerSentEvents {
  struct Event: Equatable {
    /// Empty where the stream gives no name.
    var name = ""
    /// The `data` lines, joined by LF. Without any there is no event.
    var data: [UInt8] = []
  }

  private let limitBytes: Int
  private var buffer: [UInt8] = []
  /// Everything before this index was read as lines.
  private var start = 0
  /// Everything before this index was searched for a line end.
  private var scanned = 0
  private var isFirstLine = true
  /// Whether the last line ended with CR: an LF that follows belongs to it.
  private var afterCarriageReturn = false
  private var pending = Event()
  private var hasData = false
  /// JSON that is in no field, as far as it was received.
  private var bare: (text: [UInt8], extent: JSONExtent)?
  /// A complete event that follows the returned one.
  private var following: Event?

  init(limitBytes: Int = Limits.eventBytes) {
    self.limitBytes = limitBytes
  }

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    if start > 0 {
      buffer.removeSubrange(..<start)
      scanned -= start
      start = 0
    }
    buffer.append(contentsOf: bytes)
  }

  /// The next complete event; `nil` when more bytes are needed.
  mutating func next() throws(Failure) -> Event? {
    if let event = takeFollowing() { return event }
    while let line = nextLine() {
      if let event = read(line) { return event }
      try checkSize(unread: 0)
    }
    try checkSize(unread: buffer.count - start)
    return nil
  }

  /// The last event, when the stream ended before its blank line.
  mutating func finish() -> Event? {
    if let event = takeFollowing() { return event }
    let line = start..<buffer.count
    start = buffer.count
    scanned = start
    if !line.isEmpty, let event = read(line) { return event }
    return dispatch() ?? takeFollowing()
  }
}

extension ServerSentEvents {
  private func checkSize(unread: Int) throws(Failure) {
    if pending.data.count + (bare?.text.count ?? 0) + unread > limitBytes {
      throw Failure(.protocol, "The provider sent one event of more than \(limitBytes) bytes.")
    }
  }

  private mutating func nextLine() -> Range<Int>? {
    if afterCarriageReturn, start < buffer.count {
      afterCarriageReturn = false
      if buffer[start] == UInt8(ascii: "\n") { start += 1 }
      scanned = max(scanned, start)
    }
    let from = scanned
    let found = buffer.withUnsafeBufferPointer { bytes in
      var at = from
      while at < bytes.count, bytes[at] != UInt8(ascii: "\n"), bytes[at] != UInt8(ascii: "\r") {
        at += 1
      }
      return at
    }
    scanned = found
    guard found < buffer.count else { return nil }
    let line = start..<found
    afterCarriageReturn = buffer[found] == UInt8(ascii: "\r")
    start = found + 1
    scanned = start
    return line
  }

  /// Reads one line without its end; an empty line returns the collected event.
  private mutating func read(_ range: Range<Int>) -> Event? {
    var range = range
    if isFirstLine {
      isFirstLine = false
      if buffer[range].starts(with: ByteOrderMark.bytes) { range.removeFirst(3) }
    }
    let line = buffer[range]
    if bare != nil {
      if !Self.fields.contains(where: { line.starts(with: $0) }) { return gather(line) }
      // The text was not JSON.
      bare = nil
    } else if JSONExtent.begins(line) {
      bare = ([], JSONExtent())
      let before = dispatch()
      let whole = gather(line)
      if before != nil { following = whole }
      return before ?? whole
    }
    if range.isEmpty { return dispatch() }
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
      take(field: line, value: [])
      return nil
    }
    var value = line[(colon + 1)...]
    if value.first == UInt8(ascii: " ") { value.removeFirst() }
    take(field: line[..<colon], value: value)
    return nil
  }

  private static let error = ArraySlice("error".utf8)
  /// Lines that belong to an event, and never to JSON on several lines.
  private static let fields = ["data:", "event:"].map { Array($0.utf8) }

  private mutating func take(field: ArraySlice<UInt8>, value: ArraySlice<UInt8>) {
    if field.elementsEqual("data".utf8) {
      if hasData { pending.data.append(UInt8(ascii: "\n")) }
      pending.data += value
      hasData = true
    } else if field.elementsEqual("event".utf8) {
      pending.name = String(decoding: value, as: UTF8.self)
    } else if field == Self.error {
      pending.name = "error"
      pending.data += value
      hasData = true
    }
  }

  /// Collects a line of JSON outside of fields; the last line returns it as an event.
  private mutating func gather(_ line: ArraySlice<UInt8>) -> Event? {
    guard var (text, extent) = bare else { return nil }
    // The text must have one owner, or each append copies it.
    bare = nil
    extent.take(line)
    text += line
    if extent.hasEnded { return Event(data: text) }
    text.append(UInt8(ascii: "\n"))
    bare = (text, extent)
    return nil
  }

  private mutating func takeFollowing() -> Event? {
    defer { following = nil }
    return following
  }

  private mutating func dispatch() -> Event? {
    defer {
      pending = Event()
      hasData = false
    }
    return hasData ? pending : nil
  }
}
