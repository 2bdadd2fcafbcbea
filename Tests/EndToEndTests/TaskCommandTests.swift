import JSON
import OwnThread
import Testing
import Wire

/// `skein task` as a shell runs it.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct TaskCommandTests: DaemonSuite {
  let daemon: LiveDaemon

  init() throws {
    daemon = try LiveDaemon()
  }

  /// What `skein task …` prints.
  private func run(_ arguments: String..., fails code: Int32 = 0) throws -> String {
    let (output, errors) = try shell.skein(["task"] + arguments, exit: code)
    return code == 0 ? output : errors
  }

  private func titles(_ arguments: String...) throws -> [String] {
    let list = try shell.skein(["task", "list", "--json"] + arguments).output
    let page = try Document(Array(list.utf8)).root.decode(TaskList.Result.self)
    return page.data.map(\.title.text)
  }

  private func add(_ title: String) throws -> String {
    String(try run("add", title).split(separator: "\n")[0])
  }

  @Test func `a list is kept: added, edited, done, undone, removed, restored, counted`() throws {
    let wind = try add("Wind the skein")
    let knit = try add("Knit")
    #expect(try run("list").hasPrefix("\(knit)\t"))
    #expect([wind, knit] == ["1", "2"])
    let short = "wind the skein"
    _ = try run("edit", short, "Wind", "it", "-d", "The blue one.")
    _ = try run("done", "1", knit)
    #expect(try titles("--open").isEmpty)
    _ = try run("undo", "Wind it")
    #expect(try titles("--open") == ["Wind it"])
    #expect(try titles("--done") == ["Knit"])
    let shown = try run("show", "1")
    #expect(shown.hasPrefix("Wind it\n\nThe blue one.\n\nNumber: 1\nId: "))
    _ = try run("edit", "1", "--no-description")
    #expect(try !run("show", "1").contains("blue"))
    _ = try run("rm", knit)
    #expect(try titles() == ["Wind it"])
    #expect(try titles("--deleted", "--sort", "title") == ["Knit"])
    _ = try run("restore", knit)
    #expect(try titles("--sort", "title", "--reverse") == ["Wind it", "Knit"])
    #expect(
      try run("count") == "1\tincomplete\n1\tcompleted\n0\tarchived\n2\ttotal\n")
    _ = try run("rm", "--permanent", "-f", knit)
    #expect(try titles("--deleted").isEmpty)
  }

  @Test func `wrong usage says what was expected`() throws {
    let id = try add("Wind it")
    #expect(try run("done", "ffff", fails: 64).contains("no task"))
    #expect(try run("done", "7", fails: 64).contains("no task with the number 7"))
    #expect(try run("done", "xyz", fails: 64).contains("“xyz”"))
    #expect(try run("edit", id, fails: 64).contains("Expected"))
    #expect(try run("add", "  ", fails: 64).contains("1 to 200"))
    _ = try run("list", "--open", "--done", fails: 64)
  }
}
