import JSON
package import Wire

extension Changes {
  package func createTask(_ params: TaskCreate.Params, made id: TaskID) throws -> Noun.Task {
    var body = params
    body.id = nil
    let made = try Fingerprint(TaskCreate.name, body)
    if let asked = params.id, let known = try knownTask(asked, made: made) { return known }
    let thread = try params.threadId.map { try rows.keptLiveThread($0).row }
    let id = params.id ?? id
    let touched = try note(.task, id, .created)
    let number = try db.first(
      TaskSQL.insert, rows.whose, .id(id), .ruled(params.title), .ruled(params.description),
      .row(thread), .integer(touched), .bytes(made.short), .time(now)
    ) { $0.int() }
    guard let number else { throw Fault.notFound(.user) }
    return Noun.Task(
      id: id, number: number, title: params.title, description: params.description,
      threadId: params.threadId, createdAt: now, updatedAt: now)
  }

  package func updateTask(_ params: TaskUpdate.Params) throws -> Noun.Task {
    let task = try rows.keptLiveTask(params.taskId)
    var new = task.value
    params.title.apply(to: &new.title)
    params.description.apply(to: &new.description)
    params.threadId.apply(to: &new.threadId)
    if case .set(let completed) = params.completed { complete(&new, completed) }
    return try replace(task, by: new, as: .updated)
  }

  package func toggleTask(_ id: TaskID) throws -> Noun.Task {
    let task = try rows.keptLiveTask(id)
    var new = task.value
    complete(&new, !new.completed)
    return try replace(task, by: new, as: .updated)
  }

  /// Soft unless permanent; a second soft delete changes nothing.
  package func deleteTask(_ id: TaskID, permanent: Bool) throws {
    let task = try rows.keptTask(id)
    if permanent {
      try db.run(TaskSQL.delete, rows.whose, .integer(task.row))
      try note(.task, id, .deleted)
      aftermath.erases = true
    } else if task.value.deletedAt == nil {
      var new = task.value
      new.deletedAt = now
      try replace(task, by: new, as: .deleted)
    }
  }

  package func restoreTask(_ id: TaskID) throws -> Noun.Task {
    let task = try rows.keptTask(id)
    var new = task.value
    new.deletedAt = nil
    return try replace(task, by: new, as: .restored)
  }

  /// Only a completed task can be archived: when it becomes incomplete, it is in the lists again.
  private func complete(_ task: inout Noun.Task, _ completed: Bool) {
    guard completed != task.completed else { return }
    task.completedAt = completed ? now : nil
    if !completed { task.archivedAt = nil }
  }

  /// Writes the differences, if there are any. The task may keep a deleted thread, but it cannot be
  /// given one.
  @discardableResult
  private func replace(
    _ task: Kept<Noun.Task>, by new: Noun.Task, as change: EventChange
  ) throws -> Noun.Task {
    guard !new.isIdentical(to: task.value) else { return new }
    if let thread = new.threadId, thread != task.value.threadId {
      _ = try rows.keptLiveThread(thread)
    }
    let number = try note(.task, new.id, change)
    try db.run(
      TaskSQL.update, rows.whose, .integer(task.row), .ruled(new.title), .ruled(new.description),
      .time(new.completedAt), .time(new.archivedAt), .time(new.deletedAt),
      new.threadId.map { .id($0) } ?? .null, .integer(number), .time(now))
    var written = new
    written.updatedAt = now
    return written
  }

  private func knownTask(_ id: TaskID, made: Fingerprint) throws -> Noun.Task? {
    let task = try rows.taskIfPresent(id)
    return try known(task, as: .task, isDeleted: task?.value.deletedAt != nil, made: made.short)
  }
}

extension Noun.Task {
  /// Compares scalars, too: `==` treats composed and decomposed é as equal.
  fileprivate func isIdentical(to other: Noun.Task) -> Bool {
    self == other && title.text.utf8.elementsEqual(other.title.text.utf8)
      && (description?.text ?? "").utf8.elementsEqual((other.description?.text ?? "").utf8)
  }
}
