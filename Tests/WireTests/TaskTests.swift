import JSON
import Testing
import Wire

struct TaskTests {
  private let params = #"{"taskId":"0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e6f""#

  @Test func `a task's title has up to 200 characters`() {
    #expect(TaskTitle("  Wind it \n")?.text == "Wind it")
    #expect(TaskTitle(String(repeating: "é", count: 200)) != nil)
    #expect(TaskTitle(String(repeating: "é", count: 201)) == nil)
    #expect(TaskTitle("two\nlines") == nil)
    #expect(TaskTitle(" ") == nil)
  }

  @Test func `a description has up to 64 KiB, and may be empty`() {
    #expect(TaskDescription("")?.text == "")
    #expect(TaskDescription(String(repeating: "é", count: 32_768)) != nil)
    #expect(TaskDescription(String(repeating: "é", count: 32_769)) == nil)
  }

  @Test func `an update clears what may be empty and refuses null for the rest`() throws {
    let update = try decode(
      TaskUpdate.Params.self, params + #","description":null,"threadId":null,"completed":true}"#)
    #expect(update.description == .clear)
    #expect(update.threadId == .clear)
    #expect(update.completed == .set(true))
    #expect(update.title == .keep)
    for member in ["title", "completed"] {
      #expect(throws: Mismatch.self) {
        try decode(TaskUpdate.Params.self, params + ",\"\(member)\":null}")
      }
    }
  }

  @Test func `the reference says which members refuse null`() throws {
    guard case .object(let object) = try Schema(of: TaskUpdate.Params.self) else {
      Issue.record("not an object")
      return
    }
    #expect(object.members.filter(\.refusesNull).map(\.name) == ["title", "completed"])
    #expect(object.members.filter(\.isClearable).map(\.name) == ["description", "threadId"])
    #expect(object.members.filter(\.isOptional).map(\.name).count == 4)
  }

  @Test func `completed follows completedAt`() {
    var task = Noun.Task(
      id: IDSource().next(), number: 1, title: TaskTitle(trusted: "Wind it"), createdAt: .now,
      updatedAt: .now)
    #expect(!task.completed)
    task.completedAt = .now
    #expect(task.completed)
    task.completedAt = nil
    #expect(!task.completed)
  }

  @Test func `counts add up`() {
    let counts = TaskCounts.Result(incomplete: 4, done: 2, archived: 3)
    #expect(counts.total == 9)
    #expect(counts.completed == 5)
  }
}
