import Synchronization
import Testing

@testable import Service

@Suite struct LookupTests {
  /// Searches that end when a test says what they have found.
  private final class Searches: Sendable {
    private let state = Mutex<(begun: Int, open: [@Sendable (String) -> Void])>((0, []))

    func begin(_ found: @escaping @Sendable (String) -> Void) {
      state.withLock { state in
        state.begun += 1
        state.open.append(found)
      }
    }

    var begun: Int { state.withLock { $0.begun } }

    func find(_ value: String) {
      let open = state.withLock { state in
        defer { state.open = [] }
        return state.open
      }
      for found in open { found(value) }
    }
  }

  private let searches = Searches()

  private final class Count: Sendable {
    let number = Mutex(0)
    @Sendable func add() { number.withLock { $0 += 1 } }
    var value: Int { number.withLock { $0 } }
  }

  private var lookup: Lookup<String> { Lookup { [searches] in searches.begin($0) } }

  @Test func `however many ask, one looks`() {
    let (lookup, answered) = (lookup, Count())
    for _ in 0..<1000 { lookup.refresh(patience: .seconds(100), then: answered.add) }
    #expect(searches.begun == 1)
    #expect(answered.value == 0)
    searches.find("fine")
    #expect(answered.value == 1000)
    #expect(lookup.finding?.value == "fine")
    // What was found just now is not looked for again.
    lookup.refresh(patience: .seconds(100), then: answered.add)
    #expect(searches.begun == 1 && answered.value == 1001)
  }

  @Test func `who asks when a search takes too long is not made to wait`() {
    let (lookup, answered) = (lookup, Count())
    lookup.refresh(patience: .zero, then: answered.add)
    lookup.refresh(patience: .zero, then: answered.add)
    #expect(searches.begun == 1)
    #expect(answered.value == 1)
    #expect(lookup.finding == nil)
  }
}
