import ArgumentParser
import Testing
import Wire

@testable import Commands

struct CandidateTests {
  private func thread(_ number: Int, _ title: String?) -> Noun.Thread {
    Noun.Thread(
      id: IDSource().next(), number: number, title: title.flatMap { Title($0) },
      createdAt: .now, updatedAt: .now)
  }

  @Test func `each shell reads a candidate in its own way`() {
    let model = Candidate("llama:8b", "the default: small")
    #expect(model.line(for: .bash) == "llama:8b")
    #expect(model.line(for: .zsh) == "llama\\:8b:the default: small")
    #expect(model.line(for: .fish) == "llama:8b\tthe default: small")
    let id = IDSource().next() as TaskID
    #expect(Candidate("\(id)", "two\nlines").line(for: .bash) == "\(id)\ttwo lines")
    #expect(Candidate("a:b").line(for: .zsh) == "a\\:b")
    #expect(Candidate("12", "Wool").line(for: .bash) == "12\tWool")
  }

  @Test func `a thread is offered by its title, unless that names no one thread`() {
    let threads = [
      thread(1, "Wool"), thread(2, "wool"), thread(3, "Blue: yarn"), thread(4, nil),
      thread(5, "cafe"), thread(6, "-leading dash"), thread(7, "1984"),
    ]
    let offered = ThreadCandidates.of(threads, word: "")
    #expect(offered.map(\.value) == ["1", "2", "Blue: yarn", "4", "5", "6", "7"])
    // What tells those of one title apart stands beside them, and beside a title its number.
    #expect(
      offered.map(\.description).prefix(3) == [
        "Wool, now, 0 messages", "wool, now, 0 messages", "3, now, 0 messages",
      ])
    #expect(ThreadCandidates.of([threads[2]], word: "3").map(\.value) == ["3", "Blue: yarn"])
    #expect(
      ThreadCandidates.of([threads[2]], word: "0199a").map(\.value)
        == ["\(threads[2].id)", "Blue: yarn"])
  }

  @Test func `a model is offered without its provider where only one lists it`() {
    func model(_ provider: String, _ name: String) -> Noun.Model {
      Noun.Model(id: "\(provider)/\(name)", provider: provider, name: name, isDefault: false)
    }
    let listed = ModelList.Result(
      data: [
        model("one", "echo"), model("one", "both"), model("two", "both"), model("two", "fast"),
      ], errors: [], aliases: [.init(name: "fast", model: "one/echo")])
    #expect(
      ModelCandidates.of(listed, word: "").map(\.value)
        == ["fast", "one/echo", "one/both", "two/both", "two/fast"])
    #expect(ModelCandidates.of(listed, word: "ec").map(\.value).suffix(1) == ["echo"])
    #expect(!ModelCandidates.of(listed, word: "bo").map(\.value).contains("both"))
    #expect(ModelCandidates.of(listed, word: "fa").map(\.value).count { $0 == "fast" } == 1)
  }

  @Test func `what is typed is known without its quoting`() {
    let completing = Completing(
      words: ["skein", "ask", "--socket=/s", "-T", "review", "-t", #""Blue\ y"#], index: 6)
    #expect(completing.word == "Blue y")
    #expect(completing.value(of: ["-T", "--template"]) == "review")
    #expect(completing.value(of: ["--socket"]) == "/s")
    #expect(completing.value(of: ["--model"]) == nil)
    let filling = Completing(words: ["skein", "template", "fill", "review", "-p", "l"], index: 5)
    #expect(filling.value(of: ["fill"]) == "review")
  }

  @Test func `every method is known without a daemon`() {
    #expect(MethodCandidates.all.contains { $0.value == "thread/list" && !$0.description.isEmpty })
  }
}
