/// An error's `data`: `kind`, and the members that its kind declares.
///
/// Every member that the kind declares is sent, as `null` if it is not known, and no others.
package struct FaultData: NamedPayload, Equatable {
  package static let typeName = "ErrorData"
  package static let fields = [
    "kind": "The key of the error, which never changes.",
    "path":
      "invalidParams: the wrong member, such as `options.stop[0]`; empty for params itself.",
    "expected": "invalidParams: what the member should hold.",
    "requestId":
      "internal: the id under which the daemon's log gives the reason. provider: the provider's id of the request.",
    "turnId": "cancelled, busy, provider, shuttingDown: the turn that the error is about.",
    "retryAfterMs": "overloaded, provider: how long to wait before trying again.",
    "entity": "notFound: the kind of thing that was not found.",
    "field": "conflict: the member whose value is already taken.",
    "provider": "provider: the provider's configured name.",
    "class": "provider: the class of the failure.",
    "httpStatus": "provider: the HTTP status of the provider's answer.",
    "code": "provider: the provider's error code; `noKey` when no key is configured.",
    "param":
      "provider: the member of the request that the provider rejects; with `noKey`, the missing environment variable.",
    "retryable": "provider: whether the same request may succeed later.",
    "limit": "limit, invalidRequest: the bound, as a number.",
    "used": "limit: how much was requested or used.",
    "resetAt": "limit: when the quota starts again.",
    "from": "invalidState: the current state.",
    "to": "invalidState: the requested state.",
    "oldest": "gone: the oldest event that is still kept.",
  ]

  package var kind: Fault.Kind
  package var path: String?
  package var expected: String?
  package var requestId: String?
  package var turnId: TurnID?
  package var retryAfterMs: Int?
  package var entity: String?
  package var field: String?
  package var provider: String?
  package var `class`: ProviderFailureClass?
  package var httpStatus: Int?
  package var code: String?
  package var param: String?
  package var retryable: Bool?
  package var limit: Int?
  package var used: Int?
  package var resetAt: Timestamp?
  package var from: String?
  package var to: String?
  package var oldest: Int?

  init(_ kind: Fault.Kind) {
    self.kind = kind
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(kind, forKey: .kind)
    for member in Self.members(of: kind) {
      try encode(member, into: &container)
    }
  }

  /// The members that a kind declares beside `kind`.
  package static func memberNames(of kind: Fault.Kind) -> [String] {
    members(of: kind).map(\.stringValue)
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case kind, path, expected, requestId, turnId, retryAfterMs, entity, field, provider, `class`
    case httpStatus, code, param, retryable, limit, used, resetAt, from, to, oldest
  }

  private static func members(of kind: Fault.Kind) -> [CodingKeys] {
    switch kind {
    case .parseError, .methodNotFound, .unauthenticated, .storage, .forbidden: []
    case .invalidRequest: [.limit]
    case .invalidParams: [.path, .expected]
    case .internal: [.requestId]
    case .cancelled, .busy, .shuttingDown: [.turnId]
    case .overloaded: [.retryAfterMs]
    case .notFound: [.entity]
    case .conflict: [.field]
    case .provider:
      [
        .provider, .class, .turnId, .httpStatus, .code, .param, .requestId, .retryable,
        .retryAfterMs,
      ]
    case .limit: [.limit, .used, .resetAt]
    case .invalidState: [.from, .to]
    case .gone: [.oldest]
    }
  }

  private func encode(
    _ member: CodingKeys, into container: inout KeyedEncodingContainer<CodingKeys>
  ) throws {
    switch member {
    case .kind: break
    case .path: try container.encodeIfPresent(path, forKey: member)
    case .expected: try container.encodeIfPresent(expected, forKey: member)
    case .requestId: try container.encodeIfPresent(requestId, forKey: member)
    case .turnId: try container.encodeIfPresent(turnId, forKey: member)
    case .retryAfterMs: try container.encodeIfPresent(retryAfterMs, forKey: member)
    case .entity: try container.encodeIfPresent(entity, forKey: member)
    case .field: try container.encodeIfPresent(field, forKey: member)
    case .provider: try container.encodeIfPresent(provider, forKey: member)
    case .class: try container.encodeIfPresent(`class`, forKey: member)
    case .httpStatus: try container.encodeIfPresent(httpStatus, forKey: member)
    case .code: try container.encodeIfPresent(code, forKey: member)
    case .param: try container.encodeIfPresent(param, forKey: member)
    case .retryable: try container.encodeIfPresent(retryable, forKey: member)
    case .limit: try container.encodeIfPresent(limit, forKey: member)
    case .used: try container.encodeIfPresent(used, forKey: member)
    case .resetAt: try container.encodeIfPresent(resetAt, forKey: member)
    case .from: try container.encodeIfPresent(from, forKey: member)
    case .to: try container.encodeIfPresent(to, forKey: member)
    case .oldest: try container.encodeIfPresent(oldest, forKey: member)
    }
  }
}

/// The class of a provider's failure.
package enum ProviderFailureClass: String, Codable, CaseIterable, Sendable {
  case network, timeout, tls, auth, rateLimit, quota, badRequest, server, `protocol`
  case contentFilter, contextLength
}
