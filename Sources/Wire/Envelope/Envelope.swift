package import JSON

/// One frame, read as JSON-RPC 2.0: one entry, or a batch of them.
package enum Envelope: Sendable {
  case one(Entry)
  case batch([Entry])

  /// One entry of a frame.
  package enum Entry: Sendable {
    case request(Request)
    /// To be answered with the fault; `id` is the request's id, if it could be read.
    case invalid(Fault, id: RequestID?)
    /// An answer, although the daemon asked nothing: ignored.
    case stray
  }

  /// Reads one frame's bytes. Never fails: malformed input becomes an `invalid` entry.
  package init(_ bytes: [UInt8], batchLimit: Int) {
    let document: Document
    do {
      document = try Document(bytes, valueLimit: Limits.messageValues)
    } catch {
      let fault = Fault.parseError(
        "This is not JSON: expected \(error.expected) at byte \(error.offset).")
      self = .one(.invalid(fault, id: nil))
      return
    }
    let root = document.root
    guard root.kind == .array else {
      self = .one(Entry(root))
      return
    }
    let count = root.count
    guard count > 0 else {
      self = .one(.invalid(.invalidRequest("A batch must hold at least one request."), id: nil))
      return
    }
    guard count <= batchLimit else {
      let fault = Fault.invalidRequest(
        "A batch may hold at most \(batchLimit) requests; this one has \(count).",
        limit: batchLimit)
      self = .one(.invalid(fault, id: nil))
      return
    }
    self = .batch(root.elements.map(Entry.init))
  }
}

extension Envelope.Entry {
  fileprivate init(_ value: Value) {
    guard value.kind == .object else {
      self = .invalid(.invalidRequest("A request must be an object."), id: nil)
      return
    }
    let id: RequestID?
    switch RequestID.read(value["id"]) {
    case .absent: id = nil
    case .valid(let token): id = token
    case .invalid(let why):
      self = .invalid(.invalidRequest(why), id: nil)
      return
    }
    if let name = value.duplicateMember {
      let fault = Fault.invalidRequest("The request has the member \(name) twice.")
      self = .invalid(fault, id: name == "id" ? nil : id)
      return
    }
    let method = value["method"]
    if method == nil, value["result"] != nil || value["error"] != nil {
      self = .stray
      return
    }
    guard value["jsonrpc"]?.string == "2.0" else {
      self = .invalid(.invalidRequest("jsonrpc must be the string \"2.0\"."), id: id)
      return
    }
    guard let name = method?.string else {
      self = .invalid(.invalidRequest("method must be a string."), id: id)
      return
    }
    let params = value["params"]
    switch params?.kind {
    case nil, .null: self = .request(Request(id: id, method: name, params: nil))
    case .object, .array: self = .request(Request(id: id, method: name, params: params))
    case .bool, .number, .string:
      self = .invalid(.invalidRequest("params must be an object."), id: id)
    }
  }
}

/// A request or, without an id, a notification.
package struct Request: Sendable {
  package let id: RequestID?
  package let method: String
  /// `nil` when left out or `null`.
  package let params: Value?

  /// The size of its params, in bytes of JSON.
  package var size: Int { params?.tokenCount ?? 0 }

  package init(id: RequestID?, method: String, params: Value?) {
    self.id = id
    self.method = method
    self.params = params
  }
}
