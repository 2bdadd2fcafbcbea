import Logging
import OpenAI
import Store
import Wire

/// What a model thought before its earlier answers, for a provider that wants it back.
extension TurnRegistry {
  /// Reads the reasoning of a prompt's messages when it is called for, which most providers never
  /// do; nil where the prompt has no history.
  func recall(of prompt: Prompt, _ live: LiveTurn, at provider: Provider) -> ChatRequest.Recall? {
    guard let thread = live.request.threadId else { return nil }
    return { [log, places = prompt.places] answer in
      live.owned.scan({ try $0.reasoning(of: thread, by: provider.name) }) { result in
        switch result {
        case .success(let thoughts): answer(places.map { $0.flatMap { thoughts[$0] } })
        case .failure(let error):
          log.warning("what a model thought can't be read, and does not go back to it: \(error)")
          answer([])
        }
      }
    }
  }
}
