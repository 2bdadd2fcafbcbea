import Testing
import Wire

@testable import Client

struct CurrentThreadTests {
  private let directory: TemporaryDirectory
  private let one: ThreadID = IDSource().next()
  private let two: ThreadID = IDSource().next()

  init() throws {
    directory = try TemporaryDirectory()
  }

  private func current(_ terminal: String?, _ more: [String: String] = [:]) -> CurrentThread {
    CurrentThread(.test(directory, more), terminal: terminal)
  }

  @Test func `each terminal has its own thread, what has none the last one`() throws {
    #expect(current("1-34816").remembered == nil)
    try current("1-34816").remember(one)
    #expect(current("1-34816").remembered == one)
    #expect(current("1-34817").remembered == nil)
    #expect(current(nil).remembered == one)
    try current(nil).remember(two)
    #expect(current(nil).remembered == two)
    #expect(current("1-34816").remembered == one)
  }

  @Test func `what a closed terminal left behind goes`() throws {
    // No process has this number: it is above the kernel's limit.
    try current("9999999-1").remember(one)
    try current("1-34816").remember(two)
    #expect(current("9999999-1").remembered == nil)
    #expect(current("1-34816").remembered == two)
  }

  @Test func `the one before is known, and the same one again is no other`() throws {
    try current("1-34816").remember(one)
    #expect(current("1-34816").previous == nil)
    try current("1-34816").remember(two)
    try current("1-34816").remember(two)
    #expect(current("1-34816").remembered == two)
    #expect(current("1-34816").previous == one)
  }

  @Test func `SKEIN_THREAD is given as it stands`() {
    #expect(current(nil, ["SKEIN_THREAD": "0199"]).named == "0199")
    #expect(current(nil).named == nil)
  }
}
