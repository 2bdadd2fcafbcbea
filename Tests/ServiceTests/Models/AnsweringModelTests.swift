import OpenAI
import Store
import Testing

@testable import Service
@testable import Wire

/// What the model of a thread means when it is asked again.
@Suite struct AnsweringModelTests {
  private let one = Provider(name: "one", baseURL: "http://127.0.0.1:1/v1")
  private let two = Provider(name: "two", baseURL: "http://127.0.0.1:2/v1")
  private let home: TemporaryDaemon
  private let user: UserKey

  init() throws {
    home = try TemporaryDaemon()
    user = try home.daemon.store.owner(peer: .own()).key
  }

  private func chosen(
    _ own: String, answered: String?, among providers: [Provider]? = nil,
    lists: [String: [String]?] = ["one": ["a"], "two": ["a"]], aliases: [String: String] = [:]
  ) throws -> String {
    let directory = try ModelDirectory.scripted(
      providers ?? [one, two], default: nil, lists: lists, aliases: aliases)
    var thread = Noun.Thread.example
    thread.model = ModelName(own)
    #expect(directory.needsAnswerer(nil, on: thread) == ((providers ?? [one, two]).count > 1))
    return try directory.choose(
      nil, on: thread, answered: answered.flatMap { ModelName($0) }, for: user, else: nil
    ).name.text
  }

  @Test func `a name that another provider has by now goes on meaning the one that answered`()
    throws
  {
    #expect(try chosen("a", answered: "one/a") == "one/a")
    #expect(try chosen("a", answered: "two/a") == "two/a")
    // The list of the one that answered is not needed for that.
    #expect(try chosen("a", answered: "two/a", lists: ["one": ["a"]]) == "two/a")
  }

  @Test func `who has answered does not matter for another name, or one that is exact`() throws {
    #expect(throws: Fault.self) { try chosen("a", answered: nil) }
    #expect(throws: Fault.self) { try chosen("a", answered: "one/b") }
    #expect(throws: Fault.self) { try chosen("a", answered: "gone/a") }
    #expect(try chosen("two/a", answered: "one/a") == "two/a")
    #expect(try chosen("a", answered: "one/a", aliases: ["a": "two/a"]) == "two/a")
    #expect(try chosen("a", answered: "two/a", among: [one]) == "one/a")
  }
}
