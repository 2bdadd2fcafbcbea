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
    answer.call.onCancel { answer.fail(Fault.cancelled()) }
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
      source.models(credited) { result in
        collected.note(
          provider.name,
          result.map { models in
            models.map { model in
              let choice = directory.choice(model.id, of: provider)
              return Noun.Model(
                id: choice.name.text, provider: provider.name, name: model.id,
                isDefault: directory.isDefault(choice))
            }
          })
        remaining.tick()
      }
    }
  }

  /// What the providers said, kept until the last one has spoken, in their configured order.
  private final class Collected: Sendable {
    private let found = Mutex<[String: Swift.Result<[Noun.Model], Failure>]>([:])
    private let providers: [String]
    private let aliases: [ModelList.Alias]

    init(providers: [String], aliases: [ModelList.Alias]) {
      self.providers = providers
      self.aliases = aliases
    }

    func note(_ provider: String, _ result: Swift.Result<[Noun.Model], Failure>) {
      found.withLock { $0[provider] = result }
    }

    var result: ModelList.Result {
      found.withLock { found in
        var models: [Noun.Model] = []
        var errors: [ProviderError] = []
        for provider in providers {
          switch found[provider] {
          case .success(let some): models += some
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
