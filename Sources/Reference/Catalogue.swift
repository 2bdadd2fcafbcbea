package import JSON
package import Wire

/// Every declaration of Wire as plain values, from which the OpenRPC document and the manual are
/// generated.
package struct Catalogue: Sendable {
  package let methods: [MethodEntry]
  package let notifications: [NotificationEntry]
  /// The payloads that have a name, in the order of their first use.
  package let types: [TypeEntry]

  package init() throws {
    var methods = MethodCollector()
    api.forEach(&methods)
    self.methods = try methods.entries.map { try $0.get() }
    var notifications = NotificationCollector()
    Wire.notifications.forEach(&notifications)
    self.notifications = try notifications.entries.map { try $0.get() }

    var types = TypeCollector()
    for method in self.methods {
      types.meet(.object(method.params), .params)
      types.meet(method.result, .sent)
    }
    for notification in self.notifications {
      types.meet(.object(notification.params), .sent)
    }
    self.types = types.entries
  }
}

/// The declaration of one method, without its Swift types.
package struct MethodEntry: Sendable {
  package let name: String
  package let summary: String
  package let details: String
  package let kind: String
  package let params: Schema.Object
  package let result: Schema
  /// Its own errors, then those of every method.
  package let faults: [Fault.Kind]
  package let ownFaults: [Fault.Kind]
  package let exampleParams: RawJSON
  package let exampleResult: RawJSON

  init<M: Method>(_: M.Type) throws {
    name = M.name
    summary = M.summary
    details = M.details
    kind = M.Runs.name
    params = try object(M.Params.self)
    result = try Schema(of: M.Result.self)
    ownFaults = M.faults
    faults = M.faults + Fault.Kind.common.filter { !M.faults.contains($0) }
    exampleParams = try RawJSON(encoding: M.example.params, nilMembers: .omitted)
    exampleResult = try RawJSON(encoding: M.example.result)
  }
}

/// The declaration of one notification, without its Swift types.
package struct NotificationEntry: Sendable {
  package let name: String
  package let summary: String
  package let params: Schema.Object
  package let example: RawJSON

  init<N: Wire.Notification>(_: N.Type) throws {
    name = N.name
    summary = N.summary
    params = try object(N.Params.self)
    example = try RawJSON(encoding: N.example)
  }
}

/// Thrown for params that are not an object, because params by name have to be one.
struct NotAnObject: Error {
  let type: String
}

private func object<P: Payload>(_ type: P.Type) throws -> Schema.Object {
  guard case .object(let object) = try Schema(of: type) else {
    throw NotAnObject(type: "\(type)")
  }
  return object
}

private struct MethodCollector: MethodVisitor {
  var entries: [Result<MethodEntry, any Error>] = []

  mutating func visit<M: Method>(_ method: M.Type) {
    entries.append(Result { try MethodEntry(method) })
  }
}

private struct NotificationCollector: NotificationVisitor {
  var entries: [Result<NotificationEntry, any Error>] = []

  mutating func visit<N: Wire.Notification>(_ notification: N.Type) {
    entries.append(Result { try NotificationEntry(notification) })
  }
}
