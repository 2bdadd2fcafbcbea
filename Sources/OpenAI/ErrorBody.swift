import JSON

/// What a provider says went wrong, in whichever of the shapes it says so.
struct ErrorBody: Equatable {
  var message: String?
  var code: String?
  var param: String?
  var type: String?

  /// The error that a frame of a stream, or a whole body, carries in place of an answer:
  /// `{"error": {…}}`, `{"error": "text"}` or the flat `{"object": "error", …}`.
  init?(frame root: Value) {
    if let error = root["error"] {
      switch error.kind {
      case .null, .bool: return nil
      case .string where error.string?.isEmpty != false: return nil
      case .object where error.count == 0: return nil
      case .string, .object, .array, .number: self.init(value: error)
      }
    } else if root["object"]?.string == "error" {
      self.init(value: root)
    } else {
      return nil
    }
  }

  /// The same, and what frameworks answer on their own: `{"detail": …}`, `{"message": …}`.
  init?(body: [UInt8]) {
    guard let root = ErrorBody.document(body)?.root, root.kind == .object else { return nil }
    if let error = ErrorBody(frame: root) {
      self = error
    } else if let detail = root["detail"], detail.kind != .null {
      self.init(value: detail)
    } else if root["message"] != nil || root["code"] != nil {
      self.init(value: root)
    } else {
      return nil
    }
  }

  /// The data of an event named `error`, which may be wrapped, flat or bare text.
  init(errorEvent data: [UInt8]) {
    if let root = ErrorBody.document(data)?.root {
      self = ErrorBody(frame: root) ?? ErrorBody(value: root)
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
      message = Words.line(
        value.string ?? String(decoding: value.token, as: UTF8.self),
        characters: Limits.errorMessageCharacters)
      return
    }
    message = value["message"]?.string.map {
      Words.line($0, characters: Limits.errorMessageCharacters)
    }
    code = Self.word(value["code"])
    param = Self.word(value["param"])
    type = Self.word(value["type"])
    // The Responses API's own word for the event, which says nothing of the error.
    if type == "error" { type = nil }
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

  private static func word(_ value: Value?) -> String? {
    guard let value else { return nil }
    let text = value.string ?? value.integer.map(String.init)
    return text.flatMap { $0.isEmpty ? nil : Words.word($0) }
  }
}
