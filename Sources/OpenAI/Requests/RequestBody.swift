import JSON

/// Writes a request for one of the two interfaces.
protocol RequestBody {
  /// Members that `extra` may not contain: the request has its own place for them, or skein sets
  /// them.
  static var reserved: Set<String> { get }

  var request: ChatRequest { get }
  /// Only members that are set.
  func members() throws -> [String: RawJSON]
}

extension RequestBody {
  /// The members in the order of their names; only set ones are there, and `extra` comes before
  /// all.
  func bytes() throws(Failure) -> [UInt8] {
    do {
      return Array(RawJSON(object: try members()).text.utf8)
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(.badRequest, "The request can't be written as JSON: \(error)")
    }
  }

  func extra() throws -> [(name: String, value: RawJSON)] {
    guard let extra = request.options.extra else { return [] }
    guard extra.isObject else {
      throw Failure(.badRequest, "extra must be a JSON object.", param: "extra")
    }
    return try extra.value().members.map { name, value in
      if Self.reserved.contains(name) {
        throw Failure(
          .badRequest, "extra may not contain \(name): skein sets it elsewhere.", param: "extra")
      }
      return (name, RawJSON(trusting: value))
    }
  }
}

extension RawJSON {
  /// A value of a document that was parsed as JSON.
  init(trusting value: Value) {
    self.init(trusting: String(decoding: value.token, as: UTF8.self))
  }
}

extension ChatRequest {
  /// All system messages joined to one; `nil` where there is none.
  var system: String? {
    let texts = messages.filter { $0.role == .system }.map(\.content)
    return texts.isEmpty ? nil : texts.joined(separator: "\n\n")
  }
}
