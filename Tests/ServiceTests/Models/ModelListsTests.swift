import OpenAI
import Synchronization
import Testing

@testable import Service

/// One request for a provider's models at a time, for all who want to know.
@Suite struct ModelListsTests {
  private let models = ScriptedModels()
  private let lists: ModelLists
  private let one = Provider(name: "one", baseURL: "http://127.0.0.1:1/v1")
  private let heard = Heard()

  /// What was answered to whom.
  private final class Heard: Sendable {
    private let answers = Mutex<[String: [String]]>([:])

    func note(_ name: String) -> ModelLists.Answer {
      { [self] result in
        let ids = (try? result.get().map(\.id)) ?? ["failed"]
        answers.withLock { $0[name, default: []] += ids }
      }
    }

    var all: [String: [String]] { answers.withLock { $0 } }
  }

  init() {
    lists = ModelLists(source: models.source)
    models.offer(["a"], at: "one")
    models.mute("one")
  }

  @Test func `who asks while a request is under way waits for it too`() {
    _ = lists.ask(one, answer: heard.note("first"))
    _ = lists.ask(one, answer: heard.note("second"))
    #expect(models.asked.count == 1)
    models.speak("one")
    #expect(heard.all == ["first": ["a"], "second": ["a"]])
    _ = lists.ask(one, answer: heard.note("third"))
    #expect(models.asked.count == 2)
    #expect(heard.all["third"] == ["a"])
  }

  @Test func `another key is another request`() {
    var keyed = one
    keyed.key = .value(Secret("sk-other"))
    _ = lists.ask(one, answer: heard.note("first"))
    _ = lists.ask(keyed, answer: heard.note("second"))
    #expect(models.asked.count == 2)
  }

  @Test func `it is called off when the last who waits has left, not before`() {
    let first = lists.ask(one, answer: heard.note("first"))
    let second = lists.ask(one, answer: heard.note("second"))
    first()
    first()
    #expect(models.searching == 1)
    second()
    #expect(models.searching == 0)
    #expect(heard.all.isEmpty)
    // What is asked then is asked anew.
    _ = lists.ask(one, answer: heard.note("third"))
    models.speak("one")
    #expect(heard.all == ["third": ["a"]])
    first()
    #expect(models.asked.count == 2)
  }
}
