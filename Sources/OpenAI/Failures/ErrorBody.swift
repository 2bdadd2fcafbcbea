import JSON

/// A provider's error, in whichever shape it is sent.
struct ErrorBody: Equatable {
  var message: String?
  var code: String?
  var param: String?
  var type: String?
  /// A word like HTTP's status: `RESOURCE_EXHAUSTED`.
  var status: String?
  /// The word of a detail, which is more specific: `API_KEY_INVALID`.
  var reason: String?
  /// How long the provider asks to wait.
  var retryAfterMs: Int?

  /// The error that a frame of a stream, or a whole body, contains in place of an answer:
  /// `{"error": {…}}`, `{"error": "text"}`, `{"errors": [{…}]}`, the flat `{"object": "error", …}`
  /// or `{"code": 429, "message": …}`, `{"base_resp": {"status_code": 1008, …}}`, and each of them
  /// in a list.
  init?(frame root: Value) {
    guard let root = Self.object(root) else { return nil }
    if let error = root["error"], Self.says(error) {
      self.init(error: error, in: root)
    } else if let base = root["base_resp"], (base["status_code"]?.integer ?? 0) != 0 {
      self.init(base: base)
    } else if root["object"]?.string == "error" || Self.isFlat(root) {
      self.init(value: root)
    } else {
      return nil
    }
  }

  /// The same, and the answers of web frameworks: `{"detail": …}`, `{"message": …}`, a text alone
  /// or in a list.
  init?(body: [UInt8]) {
    guard let document = ErrorBody.document(ByteOrderMark.passed(in: body))?.root else {
      return nil
    }
    guard let root = Self.object(document) else {
      guard let text = Self.first(of: document), text.kind == .string else { return nil }
      self.init(value: text)
      return
    }
    if let error = ErrorBody(frame: root) {
      self = error
    } else if Self.messageNames.contains(where: { root[$0] != nil }) || root["code"] != nil {
      self.init(value: root)
    } else {
      return nil
    }
  }

  /// A sentence alone in place of an answer: some gateways report with status 200 that an account
  /// is closed.
  init?(remark root: Value) {
    guard let root = Self.object(root) else { return nil }
    let names = ["message", "Message", "msg", "error_msg", "status_msg"]
    guard names.contains(where: { root[$0]?.string?.isEmpty == false }) else { return nil }
    self.init(value: root)
  }

  /// The data of an event named `error`, which may be wrapped, flat or plain text.
  init(errorEvent data: [UInt8]) {
    if let root = ErrorBody.document(data)?.root {
      self = ErrorBody(frame: root) ?? ErrorBody(value: Self.object(root) ?? root)
    } else {
      message = Words.quote(data)
    }
  }

  /// A body that is not JSON: a proxy's page, or nothing.
  init(unreadable body: [UInt8]) {
    message = Words.quote(body)
  }

  init(value: Value) {
    guard value.kind == .object else {
      message = Self.text(value)
      return
    }
    message = Self.messageNames.lazy.compactMap { value[$0].flatMap(Self.text) }.first
    code = Self.word(value["code"]) ?? Self.word(value["status_code"])
    param = Self.word(value["param"])
    type = Self.word(value["type"])
    // This is the Responses API's name of the event, which does not describe the error.
    if type == "error" { type = nil }
    status = value["status"]?.kind == .string ? Self.word(value["status"]) : nil
    if code == nil, status == nil { code = Self.word(value["status"]) }
    reason = Self.word(value["reason"])
    for name in ["details", "errors"] {
      guard let details = value[name] else { continue }
      for detail in details.elements.prefix(Self.detailLimit) {
        reason = reason ?? Self.word(detail["reason"])
        retryAfterMs = retryAfterMs ?? detail["retryDelay"]?.string.flatMap(ResponseHead.durationMs)
      }
    }
    if let raw = value["metadata"]?["raw"] { take(inner: raw) }
  }

  /// Its codes in lower case, the most specific one first.
  var words: [String] { [reason, code, type, status].compactMap { $0?.lowercased() } }

  /// The one code to show to people: not a code that only repeats the status, where there is
  /// another.
  var word: String? {
    guard let code, Int(code) == nil else { return reason ?? type ?? status ?? code }
    return code
  }

  /// Parsed leniently: half a surrogate pair and bytes that are not UTF-8 become U+FFFD.
  static func document(_ bytes: [UInt8]) -> Document? {
    for text in [bytes, Words.repaired(bytes)] {
      do {
        return try Document(text, surrogates: .replace)
      } catch {
        continue
      }
    }
    return nil
  }
}

extension ErrorBody {
  /// How many of an error's details are read.
  private static let detailLimit = 16
  /// In how many nested lists an error may be.
  private static let listLimit = 8
  /// The members that may hold an error's sentence, the most specific one first.
  private static let messageNames = [
    "message", "Message", "msg", "error_msg", "status_msg", "error_description", "detail", "title",
    "errors",
  ]
  /// The meaning of MiniMax's numbers, in known words.
  private static let baseWords: [Int: String] = [
    1002: "rate_limit_exceeded", 1004: "authentication_error", 1008: "insufficient_quota",
    1026: "content_filter", 1027: "content_filter", 1039: "rate_limit_exceeded",
    2013: "invalid_params", 2049: "invalid_api_key",
  ]

  /// MiniMax's part of every answer, where its code is not 0.
  private init(base: Value) {
    self.init(value: base)
    reason = reason ?? base["status_code"]?.integer.flatMap { Self.baseWords[$0] }
  }

  /// Takes the error of the provider behind a gateway, as OpenRouter passes it on: a text, which
  /// may be JSON.
  private mutating func take(inner raw: Value) {
    let inner: ErrorBody
    if let text = raw.string {
      if text.isEmpty { return }
      let bytes = Array(text.utf8)
      inner = ErrorBody(body: bytes) ?? ErrorBody(unreadable: bytes)
    } else if Self.object(raw) != nil {
      inner = ErrorBody(frame: raw) ?? ErrorBody(value: Self.object(raw) ?? raw)
    } else {
      return
    }
    let said = [message, inner.message].compactMap { $0 }
    message = said.isEmpty ? nil : said.joined(separator: ": ")
    let innerCode = inner.code.flatMap { Int($0) == nil ? $0 : nil }
    reason = reason ?? inner.reason ?? innerCode
    type = type ?? inner.type
    status = status ?? inner.status
    param = param ?? inner.param
    retryAfterMs = retryAfterMs ?? inner.retryAfterMs
  }

  /// The value of a member `error`, or the first of a list of them; `root` may have more members
  /// beside it.
  private init(error: Value, in root: Value) {
    if let error = Self.object(error) {
      self.init(value: error)
    } else {
      self.init(value: root)
      if root["message"]?.string?.isEmpty == false {
        type = type ?? Self.word(error)
      } else {
        message = Self.text(error)
      }
    }
  }

  /// An object, or the first one of a list, also of nested lists.
  private static func object(_ value: Value) -> Value? {
    if value.kind == .array, let inside = value.elements.first(where: { $0.kind == .object }) {
      return inside
    }
    let first = first(of: value)
    return first?.kind == .object ? first : nil
  }

  /// The first element of a list, also of nested lists; a value that is not a list is returned
  /// itself.
  private static func first(of value: Value) -> Value? {
    var value = value
    for _ in 0..<listLimit {
      guard value.kind == .array else { return value }
      guard let first = value[0] else { return nil }
      value = first
    }
    return nil
  }

  /// Whether a member `error` reports an error.
  private static func says(_ error: Value) -> Bool {
    switch error.kind {
    case .null, .bool: false
    case .string: error.string?.isEmpty == false
    case .object, .array: error.count > 0
    case .number: true
    }
  }

  /// Whether an error is not wrapped: its members are at the top level.
  private static func isFlat(_ root: Value) -> Bool {
    let parts = ["choices", "output", "response", "delta", "item", "usage"]
    if parts.contains(where: { root[$0] != nil }) { return false }
    if root["type"]?.string?.hasPrefix("response.") == true { return false }
    if let errors = root["errors"], errors.kind == .array, errors.count > 0 { return true }
    if let detail = root["detail"], detail.kind == .string || detail.kind == .array { return true }
    let hasMessage = ["message", "msg"].contains { root[$0]?.string?.isEmpty == false }
    guard hasMessage else { return false }
    if let code = root["code"]?.string, Int(code) == nil {
      return !["", "ok", "success"].contains(code.lowercased())
    }
    return ["code", "status", "status_code", "type"].contains { root[$0].map(isBad) ?? false }
  }

  /// Whether the word or number beside a message means an error: progress is reported in the same
  /// way.
  private static func isBad(_ word: Value) -> Bool {
    if let number = word.integer { return number >= 400 }
    guard let text = word.string?.lowercased() else { return false }
    return (Int(text) ?? 0) >= 400 || ["error", "exception", "fail"].contains(where: text.contains)
  }

  /// A string, the message of an object or of the first of a list, or the JSON text itself; `nil`
  /// for nothing.
  private static func text(_ value: Value) -> String? {
    let said: String
    switch value.kind {
    case .null: return nil
    case .string: said = value.string ?? ""
    case .array, .object:
      let first = object(value)
      let message = first?["message"]?.string ?? first?["msg"]?.string
      said =
        message ?? Self.first(of: value)?.string ?? String(decoding: value.token, as: UTF8.self)
    case .bool, .number: said = String(decoding: value.token, as: UTF8.self)
    }
    return said.isEmpty ? nil : Words.line(said, characters: Limits.errorMessageCharacters)
  }

  private static func word(_ value: Value?) -> String? {
    guard let value else { return nil }
    let text = value.string ?? value.integer.map(String.init)
    return text.flatMap { $0.isEmpty ? nil : Words.word($0) }
  }
}
