import Foundation
import OwnThread
import Testing

@testable import Client

struct InputHistoryTests {
  let directory: TemporaryDirectory
  let path: String

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.file("state/chat-history")
  }

  @Test func `what was typed comes back, each as it was`() throws {
    let entries = ["one", "two\nlines\\n", "毛糸\t\\", "\r\n"]
    for entry in entries { try InputHistory(path: path).append(entry) }
    #expect(InputHistory(path: path).entries() == entries)
    var status = stat()
    #expect(stat(path, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
  }

  @Test func `without a home nothing is kept, and nothing fails`() throws {
    try InputHistory(path: nil).append("one")
    #expect(InputHistory(path: nil).entries().isEmpty)
  }

  @Test func `it does not grow for ever, and what is too long is left out`() throws {
    let history = InputHistory(path: path)
    try history.append(String(repeating: "x", count: InputHistory.entryBytes + 1))
    #expect(history.entries().isEmpty)
    try history.append("first")
    let old = (1...InputHistory.entryLimit).map { "\($0)\n" }.joined()
    try directory.write(old, to: "state/chat-history")
    try history.append("newest")
    #expect(history.entries().count == InputHistory.entryLimit / 2)
    #expect(history.entries().last == "newest")
  }

  @Test(.ownThread) func `many that write at once lose nothing`() async throws {
    let path = path
    _ = try await atOnce(8) { number in
      for round in 0..<40 { try InputHistory(path: path).append("\(number).\(round)") }
    }
    #expect(Set(InputHistory(path: path).entries()).count == 320)
  }
}
