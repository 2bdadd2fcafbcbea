import OpenAI
import Store
import Synchronization
import Wire

extension ModelList: InquiryHandler {
  static func handle(
    _ params: NoParams, from session: Session, answer: Answer<Result>
  ) {
    let directory = session.daemon.models
    let user = session.owner.key
    let collected = Collected(directory, for: user)
    answer.call.park()
    answer.call.onCancel {
      answer.fail(Fault.cancelled())
      collected.callOff()
    }
    // After the writes, because this connection may just have linked a key.
    session.afterWrites {
      guard !session.outlet.isAbandoned else { return answer.call.drop() }
      ask()
    }
    @Sendable func ask() {
      let providers = directory.providers(for: user)
      let remaining = Countdown(providers.count) {
        answer.succeed(collected.result(of: providers.map(\.name)))
      }
      for provider in providers { ask(provider, remaining) }
    }
    @Sendable func ask(_ provider: Provider, _ remaining: Countdown) {
      let cancel = directory.ask(provider, for: user, of: session.owned) { result in
        collected.note(
          provider.name,
          result.map { models in
            let choices = models.compactMap { try? directory.choice($0.id, of: provider) }
            return Listed(choices: choices, unaskable: models.count - choices.count)
          })
        remaining.tick()
      }
      collected.remember(cancel)
    }
  }

  /// The models of one provider.
  private struct Listed {
    let choices: [ModelDirectory.Choice]
    /// How many further models have a name that `model` does not accept.
    let unaskable: Int
  }

  /// Collects the providers' answers until the last one has answered.
  private final class Collected: Sendable {
    private let found = Mutex<[String: Swift.Result<Listed, Failure>]>([:])
    /// Ends the requests; `nil` after the call was cancelled.
    private let cancels = Mutex<[ModelSource.Cancel]?>([])
    private let directory: ModelDirectory
    private let user: UserKey

    init(_ directory: ModelDirectory, for user: UserKey) {
      self.directory = directory
      self.user = user
    }

    func note(_ provider: String, _ result: Swift.Result<Listed, Failure>) {
      found.withLock { $0[provider] = result }
    }

    func remember(_ cancel: @escaping ModelSource.Cancel) {
      let isWanted = cancels.withLock { cancels in
        cancels?.append(cancel)
        return cancels != nil
      }
      if !isWanted { cancel() }
    }

    func callOff() {
      let all = cancels.withLock { cancels in
        defer { cancels = nil }
        return cancels ?? []
      }
      for cancel in all { cancel() }
    }

    /// How to use a model of a provider that has no list.
    private static func asking(_ provider: String) -> String {
      "Its models can be used by their name, as \(provider)/NAME: in a question, or in the setting "
        + "`model`."
    }

    func result(of providers: [String]) -> ModelList.Result {
      found.withLock { found in
        var models: [Noun.Model] = []
        var errors: [ProviderError] = []
        for provider in providers {
          switch found[provider] {
          case .success(let listed):
            models += listed.choices.map { Noun.Model($0, in: directory, for: user) }
            if listed.choices.isEmpty, listed.unaskable == 0 {
              let message = "It lists no model. \(Self.asking(provider))"
              errors.append(ProviderError(provider: provider, message: message))
            }
            guard listed.unaskable > 0 else { continue }
            errors.append(
              ProviderError(
                provider: provider,
                message:
                  "\(listed.unaskable) of its models can't be used: they have no name, or a name "
                  + "with control characters or, with the provider's name, of more than "
                  + "\(ModelName.lengthLimit) characters."))
          case .failure(let failure):
            let message =
              failure.isMissingList
              ? "\(failure.message) \(Self.asking(provider))" : failure.message
            errors.append(ProviderError(provider: provider, message: message))
          case nil: break
          }
        }
        return ModelList.Result(
          data: models, errors: errors, aliases: directory.aliasList(for: user))
      }
    }
  }
}

extension ModelGet: InquiryHandler {
  static func handle(
    _ params: Params, from session: Session, answer: Answer<Result>
  ) {
    // After the writes, because this connection may just have linked a key.
    session.afterWrites {
      guard !session.outlet.isAbandoned else { return answer.call.drop() }
      session.chooseModel(params.model, for: answer.call) { result in
        switch result {
        case .success(let choice):
          answer.succeed(
            Result(Noun.Model(choice, in: session.daemon.models, for: session.owner.key)))
        case .failure(let error): answer.fail(error)
        }
      }
    }
  }
}

extension Noun.Model {
  init(_ choice: ModelDirectory.Choice, in directory: ModelDirectory, for user: UserKey) {
    self.init(
      id: choice.name.text, provider: choice.provider.name, name: choice.model,
      isDefault: directory.isDefault(choice, for: user))
  }
}
