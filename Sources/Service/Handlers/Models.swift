import OpenAI
import Synchronization
import Wire

extension ModelList: InquiryHandler {
  static func handle(
    _ params: NoParams, from session: Session, answer: Answer<Result>
  ) {
    let directory = session.daemon.models
    let source = session.daemon.source
    let collected = Collected(
      providers: directory.providers.map(\.name), aliases: directory.aliasList)
    let remaining = Countdown(directory.providers.count) { answer.succeed(collected.result) }
    answer.call.park()
    answer.call.onCancel {
      answer.fail(Fault.cancelled())
      collected.callOff()
    }
    // Behind a key that this connection has just linked.
    session.afterWrites {
      guard !session.outlet.isAbandoned else { return answer.call.drop() }
      ask()
    }
    @Sendable func ask() {
      for provider in directory.providers { ask(provider) }
    }
    @Sendable func ask(_ provider: Provider) {
      let credited: Provider
      do throws(Failure) {
        credited = try session.owned.credited(provider)
      } catch {
        collected.note(provider.name, .failure(error))
        return remaining.tick()
      }
      let cancel = source.models(credited) { result in
        collected.note(
          provider.name,
          result.map { models in
            let choices = models.compactMap { try? directory.choice($0.id, of: provider) }
            return Listed(
              models: choices.map { choice in
                Noun.Model(
                  id: choice.name.text, provider: provider.name, name: choice.model,
                  isDefault: directory.isDefault(choice))
              }, unaskable: models.count - choices.count)
          })
        remaining.tick()
      }
      collected.remember(cancel)
    }
  }

  /// What one provider has.
  private struct Listed {
    let models: [Noun.Model]
    /// How many more there are whose names are none that `model` takes.
    let unaskable: Int
  }

  /// What the providers said, kept until the last one has spoken, in their configured order.
  private final class Collected: Sendable {
    private let found = Mutex<[String: Swift.Result<Listed, Failure>]>([:])
    /// What ends the requests; `nil` when nobody wants their answers any more.
    private let cancels = Mutex<[ModelSource.Cancel]?>([])
    private let providers: [String]
    private let aliases: [ModelList.Alias]

    init(providers: [String], aliases: [ModelList.Alias]) {
      self.providers = providers
      self.aliases = aliases
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

    var result: ModelList.Result {
      found.withLock { found in
        var models: [Noun.Model] = []
        var errors: [ProviderError] = []
        for provider in providers {
          switch found[provider] {
          case .success(let listed):
            models += listed.models
            guard listed.unaskable > 0 else { continue }
            errors.append(
              ProviderError(
                provider: provider,
                message: "\(listed.unaskable) of its models can't be asked: their names are longer "
                  + "than \(ModelName.lengthLimit) characters with the provider's, or no plain text."
              ))
          case .failure(let failure):
            errors.append(ProviderError(provider: provider, message: failure.message))
          case nil: break
          }
        }
        return ModelList.Result(data: models, errors: errors, aliases: aliases)
      }
    }
  }
}
