import ArgumentParser
import Testing
import Wire

@testable import skein

struct CandidateTests {
  private func thread(_ title: String?) -> Noun.Thread {
    Noun.Thread(
      id: IDSource().next(), title: title.flatMap { Title($0) }, createdAt: .now, updatedAt: .now)
  }

  @Test func `each shell reads a candidate in its own way`() {
    let model = Candidate("llama:8b", "the default: small")
    #expect(model.line(for: .bash) == "llama:8b")
    #expect(model.line(for: .zsh) == "llama\\:8b:the default: small")
    #expect(model.line(for: .fish) == "llama:8b\tthe default: small")
    let id = IDSource().next() as TaskID
    #expect(Candidate("\(id)", "two\nlines").line(for: .bash) == "\(id)\ttwo lines")
    #expect(Candidate("a:b").line(for: .zsh) == "a\\:b")
  }

  @Test func `a thread is offered by its title, unless that names no one thread`() {
    let threads = [
      thread("Wool"), thread("wool"), thread("Blue: yarn"), thread(nil), thread("cafe"),
    ]
    let offered = ThreadCandidates.of(threads, word: "").map(\.value)
    #expect(
      offered == [
        "\(threads[0].id)", "\(threads[1].id)", "Blue: yarn", "\(threads[3].id)",
        "\(threads[4].id)",
      ])
    #expect(ThreadCandidates.of([threads[2]], word: "0").map(\.value).count == 2)
  }

  @Test func `what is typed is known without its quoting`() {
    let completing = Completing(
      words: ["skein", "ask", "--socket=/s", "-T", "review", "-t", #""Blue\ y"#], index: 6)
    #expect(completing.word == "Blue y")
    #expect(completing.value(of: ["-T", "--template"]) == "review")
    #expect(completing.value(of: ["--socket"]) == "/s")
    #expect(completing.value(of: ["--model"]) == nil)
  }

  @Test func `every method is known without a daemon`() {
    #expect(MethodCandidates.all.contains { $0.value == "thread/list" && !$0.description.isEmpty })
  }
}
