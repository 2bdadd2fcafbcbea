import Testing
import Wire

@testable import Client

/// Turns without an answer, as the questions that they are tries to answer.
struct UnansweredQuestionTests {
  private let ids = IDSource()

  private func turn(_ input: String, after: Int, retryOf: Noun.Turn? = nil) -> Noun.Turn {
    Noun.Turn(
      id: ids.next(), threadId: nil, status: .failed, model: ModelName(trusted: "m"), input: input,
      retryOf: retryOf?.id, afterSequence: after, queuedAt: Timestamp(milliseconds: 0))
  }

  @Test func `tries of one question are one, where it was asked last`() {
    let first = turn("Why?", after: 2)
    let other = turn("How?", after: 2)
    let again = turn("Why?", after: 4, retryOf: first)
    let third = turn("Why?", after: 4, retryOf: again)
    let questions = UnansweredQuestion.all(in: [third, again, other, first])
    #expect(questions.map(\.text) == ["How?", "Why?"])
    #expect(questions.map(\.tries) == [[other], [first, again, third]])
    #expect(questions.map(\.afterSequence) == [2, 4])
  }

  @Test func `a retry of what is not among them stands for itself`() {
    let gone = turn("Why?", after: 0)
    let again = turn("Why?", after: 2, retryOf: gone)
    #expect(UnansweredQuestion.all(in: [again]).map(\.tries) == [[again]])
    #expect(UnansweredQuestion.all(in: []).isEmpty)
  }
}
