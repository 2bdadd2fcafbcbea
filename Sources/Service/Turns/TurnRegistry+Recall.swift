import Logging
import OpenAI
import Store
import Wire

/// The reasoning before a model's earlier answers, for providers that want it sent back.
extension TurnRegistry {
  /// A function that reads the reasoning of a prompt's messages; most providers never call it. Nil if
  /// the prompt has no history.
  func recall(of prompt: Prompt, _ live: LiveTurn, at provider: Provider) -> ChatRequest.Recall? {
    guard let thread = live.request.threadId else { return nil }
    return { [log, places = prompt.places] answer in
      live.owned.scan({ try $0.reasoning(of: thread, by: provider.name) }) { result in
        switch result {
        case .success(let thoughts): answer(places.map { $0.flatMap { thoughts[$0] } })
        case .failure(let error):
          log.warning("earlier reasoning cannot be read and is not sent to the model: \(error)")
          answer([])
        }
      }
    }
  }
}
