import JSON
import Testing
import Wire

@testable import Store

struct TaskChangesTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private var mine: OwnedStore { temporary.mine }

  private func changes() throws -> Int? {
    try temporary.number("SELECT change_seq FROM user")
  }

  private func update(_ params: TaskUpdate.Params) async throws -> Noun.Task {
    try await mine.write { try $0.updateTask(params) }
  }

  private func archive(_ params: TaskArchive.Params) async throws -> Int {
    try await mine.write { try $0.archiveTasks(params).archived }
  }

  @Test func `the same id with the same body is the same task, as it is now`() async throws {
    let thread = try await temporary.thread()
    let id = temporary.ids.next(Noun.Task.self)
    try await temporary.task("Wind it", on: thread.id, id: id)
    let completed = try await temporary.complete(id)
    try await mine.write { try $0.deleteThread(thread.id, permanent: false) }
    #expect(try await temporary.task("Wind it", on: thread.id, id: id) == completed)
    #expect(try temporary.number("SELECT count(*) FROM task") == 1)
  }

  @Test func `the same id with another body is a conflict`() async throws {
    let id = temporary.ids.next(Noun.Task.self)
    try await temporary.task("Wind it", id: id)
    #expect(await kind { try await temporary.task("Knit it", id: id) } == .conflict)
    #expect(
      await kind { try await temporary.task("Wind it", description: "", id: id) } == .conflict)
  }

  @Test func `the id of a deleted task answers invalidState, and is free when it is gone`()
    async throws
  {
    let id = temporary.ids.next(Noun.Task.self)
    try await temporary.task("Wind it", id: id)
    try await mine.write { try $0.deleteTask(id, permanent: false) }
    #expect(await kind { try await temporary.task("Wind it", id: id) } == .invalidState)
    try await mine.write { try $0.deleteTask(id, permanent: true) }
    #expect(try await temporary.task("Knit it", id: id).title.text == "Knit it")
  }

  @Test func `an update changes what was given, clears what was null, keeps the rest`() async throws
  {
    let thread = try await temporary.thread()
    let task = try await temporary.task("Wind it", description: "Blue.", on: thread.id)
    let updated = try await update(
      .init(taskId: task.id, title: .set(TaskTitle(trusted: "Knit it")), description: .clear))
    #expect(updated.title.text == "Knit it")
    #expect(updated.description == nil)
    #expect(updated.threadId == thread.id)
    #expect(updated.updatedAt != task.updatedAt)
    #expect(try mine.read { try $0.task(task.id) } == updated)
    let unlinked = try await update(.init(taskId: task.id, threadId: .clear))
    #expect(unlinked.threadId == nil)
  }

  @Test func `an update that asks for what is there changes nothing`() async throws {
    let task = try await temporary.task("Wind it", description: "Blue.")
    let completed = try await temporary.complete(task.id)
    let before = try changes()
    for params in [
      TaskUpdate.Params(taskId: task.id),
      .init(
        taskId: task.id, title: .set(task.title), description: .set(try #require(task.description)),
        completed: .set(true), threadId: .clear),
    ] {
      #expect(try await update(params) == completed)
    }
    #expect(try changes() == before)
  }

  @Test func `another spelling of the same letters is a change`() async throws {
    let task = try await temporary.task("caf\u{E9}")
    let updated = try await update(
      .init(taskId: task.id, title: .set(TaskTitle(trusted: "cafe\u{301}"))))
    #expect(Array(updated.title.text.unicodeScalars).count == 5)
    #expect(try temporary.number("SELECT length(title) FROM task") == 5)
  }

  @Test func `completed and completedAt go together, by update and by toggle`() async throws {
    let task = try await temporary.task("Wind it")
    let done = try await temporary.complete(task.id)
    #expect(done.completed)
    #expect(done.completedAt != nil)
    let toggled = try await mine.write { try $0.toggleTask(task.id) }
    #expect(!toggled.completed)
    #expect(toggled.completedAt == nil)
    #expect(try await mine.write { try $0.toggleTask(task.id) }.completed)
    #expect(try changes() == 4)
  }

  @Test func `an archived task that is made incomplete is back in the lists`() async throws {
    let task = try await temporary.task("Wind it")
    try await temporary.complete(task.id)
    try await temporary.archive(task.id)
    let undone = try await update(.init(taskId: task.id, completed: .set(false)))
    #expect(undone.archivedAt == nil)
    #expect(try mine.read { try $0.tasks(.init()) }.data == [undone])
  }

  @Test func `deleting twice and restoring what is there change nothing`() async throws {
    let task = try await temporary.task("Wind it")
    #expect(try await mine.write { try $0.restoreTask(task.id) } == task)
    try await mine.write { try $0.deleteTask(task.id, permanent: false) }
    let deleted = try mine.read { try $0.task(task.id) }
    try await mine.write { try $0.deleteTask(task.id, permanent: false) }
    #expect(try mine.read { try $0.task(task.id) } == deleted)
    #expect(try changes() == 2)
    let restored = try await mine.write { try $0.restoreTask(task.id) }
    #expect(restored.deletedAt == nil)
    #expect(try mine.read { try $0.tasks(.init()) }.data == [restored])
  }

  @Test func `a deleted task is reached by restore and delete alone`() async throws {
    let task = try await temporary.task("Wind it")
    try await mine.write { try $0.deleteTask(task.id, permanent: false) }
    #expect(await kind { _ = try await update(.init(taskId: task.id)) } == .notFound)
    #expect(
      await kind { _ = try await mine.write { try $0.toggleTask(task.id) } } == .notFound)
    #expect(await kind { _ = try await archive(.init(taskIds: [task.id])) } == .notFound)
    try await mine.write { try $0.deleteTask(task.id, permanent: true) }
    #expect(await kind { _ = try mine.read { try $0.task(task.id) } } == .notFound)
  }

  @Test func `archiving takes completed ones, by id or by age, each once`() async throws {
    var made: [Noun.Task] = []
    for number in 1...5 { made.append(try await temporary.task("\(number)")) }
    for task in made.prefix(4) { try await temporary.complete(task.id) }
    let moment = try #require(try mine.read { try $0.task(made[2].id) }.completedAt)
    #expect(try await archive(.init(taskIds: [made[0].id, made[0].id, made[4].id])) == 1)
    #expect(try await archive(.init(taskIds: [made[0].id])) == 0)
    #expect(try await archive(.init(completedBefore: moment)) == 1)
    #expect(try await archive(.init(completedBefore: moment)) == 0)
    #expect(
      try await archive(.init(taskIds: [made[2].id, made[3].id], completedBefore: moment)) == 0)
    #expect(try await archive(.init(completedBefore: .init(milliseconds: .max))) == 2)
    #expect(try mine.read { try $0.tasks(.init()) }.data.map(\.id) == [made[4].id])
  }

  @Test func `archiving by age goes on in another write, and leaves what changed meanwhile`()
    async throws
  {
    let count = Changes.tasksAtOnce + 10
    let ids = try await mine.write { [ids = temporary.ids] changes in
      try (1...count).map { number in
        let task = try changes.createTask(
          .init(title: TaskTitle(trusted: "\(number)")), made: ids.next())
        _ = try changes.toggleTask(task.id)
        return task.id
      }
    }
    let params = TaskArchive.Params(completedBefore: .init(milliseconds: .max))
    let first = try await mine.write { try $0.archiveTasks(params) }
    #expect(first.archived == Changes.tasksAtOnce)
    let next = try #require(first.next)
    // One is changed, and one more is done.
    _ = try await mine.write { [last = ids[count - 1]] changes in
      try changes.updateTask(.init(taskId: last, title: .set(TaskTitle(trusted: "changed"))))
    }
    try await temporary.complete(try await temporary.task("new").id)
    let second = try await mine.write { try $0.archiveTasks(params, from: next) }
    #expect(second.archived == 9 && second.next == nil)
    #expect(try mine.read { try $0.task(ids[count - 1]) }.archivedAt == nil)
    #expect(try mine.read { try $0.taskCounts() }.archived == count - 1)
  }

  @Test func `archiving needs ids or a moment, and archives nothing when one id is nobody's`()
    async throws
  {
    let task = try await temporary.task("Wind it")
    try await temporary.complete(task.id)
    #expect(await kind { _ = try await archive(.init()) } == .invalidParams)
    let ids = [task.id, temporary.ids.next()]
    #expect(await kind { _ = try await archive(.init(taskIds: ids)) } == .notFound)
    let many = [TaskID](repeating: task.id, count: TaskArchive.idLimit + 1)
    #expect(await kind { _ = try await archive(.init(taskIds: many)) } == .invalidParams)
    #expect(try mine.read { try $0.task(task.id) }.archivedAt == nil)
  }

  @Test func `a task is about a live thread of its owner`() async throws {
    let gone = try await temporary.thread()
    try await mine.write { try $0.deleteThread(gone.id, permanent: false) }
    let theirs = try await temporary.thread(in: try temporary.stranger())
    let task = try await temporary.task("Wind it")
    for thread in [gone.id, theirs.id, temporary.ids.next()] {
      await #expect(throws: Fault.notFound(.thread)) {
        try await temporary.task("Knit it", on: thread)
      }
      await #expect(throws: Fault.notFound(.thread)) {
        try await update(.init(taskId: task.id, threadId: .set(thread)))
      }
    }
  }

  @Test func `a task keeps its thread until that is deleted for good`() async throws {
    let thread = try await temporary.thread()
    let task = try await temporary.task("Wind it", on: thread.id)
    try await mine.write { try $0.deleteThread(thread.id, permanent: false) }
    #expect(try mine.read { try $0.task(task.id) } == task)
    let completed = try await update(
      .init(taskId: task.id, completed: .set(true), threadId: .set(thread.id)))
    #expect(completed.threadId == thread.id)
    try await mine.write { try $0.deleteThread(thread.id, permanent: true) }
    let left = try mine.read { try $0.task(task.id) }
    #expect(left.threadId == nil)
    #expect(left.updatedAt == completed.updatedAt)
  }

  @Test func `each change is one event`() async throws {
    let task = try await temporary.task("Wind it")
    try await temporary.complete(task.id)
    try await temporary.archive(task.id)
    try await mine.write { try $0.deleteTask(task.id, permanent: false) }
    _ = try await mine.write { try $0.restoreTask(task.id) }
    try await mine.write { try $0.deleteTask(task.id, permanent: true) }
    #expect(
      try temporary.text("SELECT group_concat(entity || ' ' || change, ', ') FROM event")
        == "task created, task updated, task updated, task deleted, task restored, task deleted")
  }
}
