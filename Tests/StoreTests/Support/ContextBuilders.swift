import Testing
import Wire

@testable import Store

extension TemporaryStore {
  @discardableResult
  func context(
    _ title: String? = nil, id: ContextID? = nil, status: ContextStatus? = nil,
    flow: NewFlow? = nil, config: NewContextConfig? = nil, metadata: FreeObject? = nil
  ) async throws -> Noun.Context {
    let params = ContextCreate.Params(
      id: id, title: title.map(Title.init(trusted:)), status: status, flow: flow, config: config,
      metadata: metadata)
    return try await mine.write { [ids] in
      try $0.createContext(params, made: ids.next(), thread: ids.next()).context
    }
  }

  @discardableResult
  func action(
    in context: ContextID, _ type: ActionType = .deploy, id: ActionID? = nil,
    payload: FreeObject = .empty
  ) async throws -> Noun.Action {
    let params = ActionCreate.Params(id: id, contextId: context, type: type, payload: payload)
    return try await mine.write { [ids] in try $0.createAction(params, made: ids.next()) }
  }

  @discardableResult
  func move(
    _ action: ActionID, to status: ActionStatus, result: FreeObject? = nil
  ) async throws -> Noun.Action {
    try await mine.write {
      try $0.updateAction(.init(actionId: action, status: status, result: result))
    }
  }

  @discardableResult
  func preview(
    in context: ContextID, id: PreviewID? = nil, url: String? = nil, status: PreviewStatus? = nil
  ) async throws -> Noun.Preview {
    let params = PreviewCreate.Params(
      id: id, contextId: context, url: url.map(PreviewURL.init(trusted:)), status: status)
    return try await mine.write { [ids] in try $0.createPreview(params, made: ids.next()) }
  }

  func delete(_ context: ContextID, permanent: Bool = false) async throws {
    try await mine.write { try $0.deleteContext(context, permanent: permanent) }
  }
}

/// The fault that a call throws.
func fault(of call: () async throws -> Void) async -> Fault? {
  do {
    try await call()
    return nil
  } catch {
    return error as? Fault
  }
}
