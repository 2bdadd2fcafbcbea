/// The status and the few headers of an answer that matter here, read line by line.
struct ResponseHead: Equatable {
  private(set) var status = 0
  /// In lower case, without parameters; `nil` where the answer has none.
  private(set) var contentType: String?
  private(set) var requestId: String?
  private var fields: [String: String] = [:]

  private static let kept: Set = [
    "date", "retry-after", "retry-after-ms",
    "x-ratelimit-remaining-requests", "x-ratelimit-remaining-tokens",
    "x-ratelimit-reset-requests", "x-ratelimit-reset-tokens",
  ]

  /// Reads one line, including its end. Returns true at the end of the head of a final answer: 1xx
  /// answers are skipped.
  mutating func read(_ line: UnsafeRawBufferPointer) -> Bool {
    let bytes = line.drop { $0 == 0x0D || $0 == 0x0A }
    if bytes.isEmpty { return status >= 200 }
    let text = String(decoding: line, as: UTF8.self)
    if text.hasPrefix("HTTP/") {
      let words = text.split(separator: " ", maxSplits: 2)
      self = ResponseHead()
      status = words.count > 1 ? Int(words[1].prefix(3)) ?? 0 : 0
    } else if let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) {
      let value = Self.trim(text[text.index(after: colon)...])
      take(name: text[..<colon].lowercased(), value: value)
    }
    return false
  }

  /// How long the provider asks to wait; `nil` where it does not say.
  ///
  /// `retry-after-ms` and `Retry-After` (seconds or a date) take precedence; the
  /// `x-ratelimit-reset-*` durations count only where that limit is used up, because they are sent
  /// at other times, too.
  func retryAfterMs(unixSeconds: Int) -> Int? {
    if let text = fields["retry-after-ms"], let value = Double(text) { return Self.ms(value) }
    if let text = fields["retry-after"] {
      if let seconds = Double(text) { return Self.ms(seconds * 1000) }
      if let date = HTTPDate.seconds(text) {
        let now = fields["date"].flatMap(HTTPDate.seconds) ?? unixSeconds
        return Self.ms(Double(date - now) * 1000)
      }
    }
    guard status == 429 else { return nil }
    return ["requests", "tokens"].compactMap { budget -> Int? in
      let remaining = fields["x-ratelimit-remaining-\(budget)"].flatMap { Int($0) }
      guard let reset = fields["x-ratelimit-reset-\(budget)"], (remaining ?? 0) <= 0 else {
        return nil
      }
      return Self.durationMs(reset)
    }.max()
  }

  /// `1s`, `6m0s`, `120ms`, `1h2m3.5s` or plain seconds, as OpenAI writes them.
  static func durationMs(_ text: String) -> Int? {
    let units = ["h": 3_600_000.0, "m": 60_000.0, "s": 1000.0, "ms": 1.0]
    if let seconds = Double(text) { return ms(seconds * 1000) }
    var total = 0.0
    var rest = text[...]
    while !rest.isEmpty {
      let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      rest = rest.dropFirst(number.count)
      let unit = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(unit.count)
      guard let value = Double(number), let factor = units[String(unit)] else { return nil }
      total += value * factor
    }
    return text.isEmpty ? nil : ms(total)
  }
}

extension ResponseHead {
  private mutating func take(name: String, value: String) {
    if name == "content-type" {
      let type = value.prefix { $0 != ";" && $0 != "," }
      contentType = type.isEmpty ? nil : Self.trim(type).lowercased()
    } else if name == "x-request-id" || (name == "request-id" && requestId == nil) {
      requestId = value.isEmpty ? nil : Words.word(value)
    } else if Self.kept.contains(name) {
      fields[name] = value
    }
  }

  private static func trim(_ text: Substring) -> String {
    let isSpace: (Character) -> Bool = { $0.isWhitespace }
    return String(text.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }

  /// Whole milliseconds between 0 and a year.
  private static func ms(_ value: Double) -> Int? {
    guard value.isFinite else { return nil }
    return Int(min(max(value, 0), 31_536_000_000).rounded(.up))
  }
}
