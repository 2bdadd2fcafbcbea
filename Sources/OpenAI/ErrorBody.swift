import JSON

/// What a provider says went wrong, in whichever of the shapes it says so.
struct ErrorBody: Equatable {
  var message: String?
  var code: String?
  var param: String?
  var type: String?
  /// A word of the same kind as HTTP's status: `RESOURCE_EXHAUSTED`.
  var status: String?
  /// The word of a detail, which says more than the rest: `API_KEY_INVALID`.
  var reason: String?
  /// How long it asks to be left alone.
  var retryAfterMs: Int?

  /// The error that a frame of a stream, or a whole body, carries in place of an answer:
  /// `{"error": {…}}`, `{"error": "text"}`, `{"errors": [{…}]}`, the flat `{"object": "error", …}`
  /// or `{"code": 429, "message": …}`, and each of them in a list.
  init?(frame root: Value) {
    guard let root = Self.object(root) else { return nil }
    if let error = root["error"], Self.says(error) {
      self.init(error: error, in: root)
    } else if root["object"]?.string == "error" || Self.isFlat(root) {
      self.init(value: root)
    } else {
      return nil
    }
  }

  /// The same, and what frameworks answer on their own: `{"detail": …}`, `{"message": …}`.
  init?(body: [UInt8]) {
    guard let document = ErrorBody.document(body)?.root, let root = Self.object(document) else {
      return nil
    }
    if let error = ErrorBody(frame: root) {
      self = error
    } else if root["detail"] ?? root["message"] ?? root["code"] != nil {
      self.init(value: root)
    } else {
      return nil
    }
  }

  /// The data of an event named `error`, which may be wrapped, flat or bare text.
  init(errorEvent data: [UInt8]) {
    if let root = ErrorBody.document(data)?.root {
      self = ErrorBody(frame: root) ?? ErrorBody(value: Self.object(root) ?? root)
    } else {
      message = Words.quote(data)
    }
  }

  /// A body that is no JSON: a proxy's page, or nothing.
  init(unreadable body: [UInt8]) {
    message = Words.quote(body)
  }

  init(value: Value) {
    guard value.kind == .object else {
      message = Self.text(value)
      return
    }
    let words = ["message", "msg", "error_description", "detail", "errors"]
    message = words.lazy.compactMap { value[$0].flatMap(Self.text) }.first
    code = Self.word(value["code"]) ?? Self.word(value["status_code"])
    param = Self.word(value["param"])
    type = Self.word(value["type"])
    // The Responses API's own word for the event, which says nothing of the error.
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
  }

  /// Its words for what went wrong, in lower case, the one that says most first.
  var words: [String] { [reason, code, type, status].compactMap { $0?.lowercased() } }

  /// Its one word for people who look it up: not a code that only repeats a status where there is
  /// another.
  var word: String? {
    guard let code, Int(code) == nil else { return reason ?? type ?? status ?? code }
    return code
  }

  /// Parsed as a provider's JSON is: half a surrogate pair and what is not UTF-8 become U+FFFD.
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
  /// How many of an error's details are looked at.
  private static let detailLimit = 16

  /// The value of a member `error`, or the first of a list of them; `root` may say more beside it.
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

  /// An object, or the first one of a list.
  private static func object(_ value: Value) -> Value? {
    switch value.kind {
    case .object: value
    case .array: value.elements.first { $0.kind == .object }
    case .null, .bool, .number, .string: nil
    }
  }

  /// Whether a member `error` tells of one.
  private static func says(_ error: Value) -> Bool {
    switch error.kind {
    case .null, .bool: false
    case .string: error.string?.isEmpty == false
    case .object, .array: error.count > 0
    case .number: true
    }
  }

  /// An error without a wrapper, where an answer would have its parts.
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

  /// Whether the word or number beside a message means an error: progress is told so, too.
  private static func isBad(_ word: Value) -> Bool {
    if let number = word.integer { return number >= 400 }
    guard let text = word.string?.lowercased() else { return false }
    return (Int(text) ?? 0) >= 400 || ["error", "exception", "fail"].contains(where: text.contains)
  }

  /// A string, the message of an object or of the first of a list, or JSON as it is; nil for nothing.
  private static func text(_ value: Value) -> String? {
    let said: String
    switch value.kind {
    case .null: return nil
    case .string: said = value.string ?? ""
    case .array, .object:
      let first = object(value)
      let message = first?["message"]?.string ?? first?["msg"]?.string
      said = message ?? String(decoding: value.token, as: UTF8.self)
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
