import OpenAI
import Store
import Testing
import Wire

@testable import Service

/// The model that is asked where nothing names one.
@Suite struct DefaultModelTests {
  private let one = Provider(name: "one", baseURL: "http://127.0.0.1:1/v1")
  private let two = Provider(name: "two", baseURL: "http://127.0.0.1:2/v1")
  private let home: TemporaryDaemon
  private let user: UserKey

  init() throws {
    home = try TemporaryDaemon()
    user = try home.daemon.store.owner(peer: .own()).key
  }

  /// What two providers list.
  private static let lists: [String: [String]?] = [
    "one": ["a", "llama:latest"], "two": ["b", "vendor/c", "models/gemini"],
  ]

  @Test(arguments: [nil, "one/a", "b", "one/llama", "quick", "one/hidden"] as [String?])
  func `a default model that a list or the configuration has is taken`(name: String?) throws {
    let directory = try ModelDirectory.scripted(
      [one, two], default: name, lists: Self.lists, aliases: ["quick": "one/a"],
      known: ["one": KnownModels(models: ["hidden": ModelSettings()])])
    #expect(
      directory.standard(for: user)
        == (name.map { ModelDirectory.Standard.configured(ModelName(trusted: $0)) }
          ?? ModelDirectory.Standard.none))
  }

  @Test(arguments: [
    ("one/A", "one lists no model “A”; the nearest is one/a"),
    ("vendor/d", "No provider lists a model “vendor/d”"),
    ("nope", "No provider lists a model “nope”"), ("gone", "one lists no model “x”"),
  ])
  func `a default model that no list has is told, with the nearest`(name: String, words: String)
    throws
  {
    let directory = try ModelDirectory.scripted(
      [one, two], default: name, lists: Self.lists, aliases: ["gone": "one/x"])
    guard case .unknown(let why) = directory.standard(for: user) else {
      Issue.record("\(name) is taken")
      return
    }
    #expect(why.hasPrefix("The setting `model` is \(name), which can't be asked. "))
    #expect(why.contains(words), "\(why)")
  }

  @Test func `where a list is not known, or is none, the default model may be there`() throws {
    for name in ["one/x", "x"] {
      for lists in [["two": ["b"]], ["one": nil, "two": ["b"]]] as [[String: [String]?]] {
        let directory = try ModelDirectory.scripted([one, two], default: name, lists: lists)
        #expect(directory.standard(for: user) == .configured(ModelName(trusted: name)))
      }
    }
  }
}
