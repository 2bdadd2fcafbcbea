import JSON
import Testing
import Wire

@testable import Reference

/// What holds for every declaration, walked from the packs: a new method is judged the day it comes.
struct CatalogueTests {
  /// Every payload with a name; the test below says when one is missing.
  private static let named: [any NamedPayload.Type] = [
    LimitSettings.self, Quotas.self, ServerHealth.Check.self, Noun.User.self, UserDocument.self,
    Noun.Account.self, Noun.Session.self, UserDocument.ExportedThread.self, Noun.Thread.self,
    TurnOptions.self, Noun.Message.self, UserDocument.ExportedTurn.self, Noun.Turn.self,
    ErrorObject.self,
    FaultData.self, Noun.Task.self, UserDocument.ExportedContext.self,
    Noun.Context.self, Flow.self, ContextConfig.self, Noun.Action.self, Noun.Preview.self,
    UserDocument.ExportedUsage.self, ErasedCounts.self, Noun.Model.self,
    ModelList.ProviderError.self, ModelList.Alias.self, ThreadDocument.self, HistoryThread.self,
    HistorySkip.self, SearchHit.self, NewFlow.self,
    NewContextConfig.self, ActionOutcome.self, UsageFigures.self, Latency.self,
    UsageGroup.self, Noun.Event.self, TableStats.self, IndexStats.self,
  ]

  private let catalogue: Catalogue

  init() throws {
    catalogue = try Catalogue()
  }

  @Test func `each type is listed once, and no two share a name`() throws {
    #expect(catalogue.types.map(\.name) == Self.named.map { $0.typeName })
    var objects: [String: Schema.Object] = [:]
    for object in allObjects {
      guard let name = object.name else { continue }
      #expect(objects[name, default: object] == object, "two types are named \(name)")
      objects[name] = object
    }
  }

  @Test func `no type is empty but those that say so`() {
    var visitor = Emptiness()
    api.forEach(&visitor)
    #expect(visitor.problems == [])
    let nested = allObjects.filter { $0.members.isEmpty && $0.name != nil }
    #expect(nested.map(\.name) == [])
  }

  @Test func `every member has a sentence, and no sentence is about nothing`() throws {
    var visitor = Sentences()
    api.forEach(&visitor)
    notifications.forEach(&visitor)
    for type in Self.named { visitor.check(type) }
    #expect(visitor.problems == [])
  }

  @Test func `names, summaries and details are sentences of the right shape`() {
    let names = catalogue.methods.map(\.name) + catalogue.notifications.map(\.name)
    #expect(Set(names).count == names.count)
    for method in catalogue.methods {
      let shape = /[a-z]+\/[a-zA-Z]+|ping|rpc\.discover/
      #expect(method.name.wholeMatch(of: shape) != nil, "\(method.name)")
      #expect(method.summary.hasSuffix("."), "\(method.name): \(method.summary)")
      #expect(method.details.isEmpty || method.details.hasSuffix("."), "\(method.name)")
    }
    for notification in catalogue.notifications {
      #expect(notification.summary.hasSuffix("."), "\(notification.name)")
    }
  }

  @Test func `every example decodes to itself`() {
    var visitor = RoundTrips()
    api.forEach(&visitor)
    notifications.forEach(&visitor)
    #expect(visitor.problems == [])
  }

  @Test func `no method lists an error twice`() {
    for method in catalogue.methods {
      #expect(Set(method.faults).count == method.faults.count, "\(method.name)")
    }
  }

  private var allObjects: [Schema.Object] {
    let schemas = catalogue.methods.flatMap { [.object($0.params), $0.result] }
    let sent = catalogue.notifications.map { Schema.object($0.params) }
    return (schemas + sent).flatMap(objects)
  }

  private func objects(in schema: Schema) -> [Schema.Object] {
    switch schema {
    case .string, .integer, .number, .boolean, .choice, .freeObject: []
    case .array(let element), .map(let element): objects(in: element)
    case .object(let object): [object] + object.members.flatMap { objects(in: $0.schema) }
    }
  }
}

/// Finds payloads whose recorded schema has no members.
private struct Emptiness: MethodVisitor {
  var problems: [String] = []

  mutating func visit<M: Method>(_ method: M.Type) {
    if isEmpty(M.Params.self) && M.Params.self != NoParams.self {
      problems.append("\(M.name): params")
    }
    if isEmpty(M.Result.self) && M.Result.self != Done.self {
      problems.append("\(M.name): result")
    }
  }

  private func isEmpty<P: Payload>(_ type: P.Type) -> Bool {
    guard case .object(let object) = try? Schema(of: type) else { return false }
    return object.members.isEmpty
  }
}

/// Holds `fields` against the members that a type really has.
private struct Sentences: MethodVisitor, NotificationVisitor {
  var problems: [String] = []

  mutating func visit<M: Method>(_ method: M.Type) {
    check(M.Params.self)
    check(M.Result.self)
  }

  mutating func visit<N: Wire.Notification>(_ notification: N.Type) {
    check(N.Params.self)
  }

  mutating func check<P: Payload>(_ type: P.Type) {
    guard let schema = try? Schema(of: type) else {
      problems.append("\(type) cannot be recorded")
      return
    }
    guard case .object(let object) = schema else { return }
    let members = Set(object.members.map(\.name))
    for name in members.symmetricDifference(P.fields.keys) {
      problems.append("\(type).\(name) is not in both the members and the fields")
    }
    for (name, sentence) in P.fields where !sentence.hasSuffix(".") {
      problems.append("\(type).\(name): “\(sentence)” is no sentence")
    }
  }
}

/// Writes each example, reads it back, and writes it again.
private struct RoundTrips: MethodVisitor, NotificationVisitor {
  var problems: [String] = []

  mutating func visit<M: Method>(_ method: M.Type) {
    check(M.example.params, .omitted, M.name)
    check(M.example.result, .null, M.name)
  }

  mutating func visit<N: Wire.Notification>(_ notification: N.Type) {
    check(N.example, .null, N.name)
  }

  private mutating func check<P: Payload>(_ payload: P, _ nilMembers: NilMembers, _ name: String) {
    do {
      let bytes = try Output.encode(payload, nilMembers: nilMembers)
      let read = try Document(bytes).root.decode(P.self)
      if try Output.encode(read, nilMembers: nilMembers) != bytes {
        problems.append("\(name): \(P.self) changes on its way")
      }
    } catch {
      problems.append("\(name): \(P.self): \(error)")
    }
  }
}
