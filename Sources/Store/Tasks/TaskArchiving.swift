package import Wire

/// The progress of archiving by age: the next row, and the state at the beginning.
package struct ArchivePlace: Sendable {
  /// The last row that was examined.
  fileprivate var row: Int64
  /// The owner's change counter at the beginning: tasks that changed later are left alone.
  fileprivate var changes: Int
}

extension Changes {
  /// How many completed tasks one write examines: other writes run between.
  static let tasksAtOnce = 250

  /// Archives completed tasks that are not archived, by id, by age, or by both; returns how many,
  /// and where the next write has to continue. By id, all are archived in one write.
  package func archiveTasks(
    _ params: TaskArchive.Params, from place: ArchivePlace? = nil
  ) throws -> (archived: Int, next: ArchivePlace?) {
    if let ids = params.taskIds {
      return (try archiveTasks(ids, completedBefore: params.completedBefore), nil)
    }
    guard let moment = params.completedBefore else {
      throw Fault.invalidParams(path: "", expected: "taskIds, completedBefore or both")
    }
    let start = try place ?? ArchivePlace(row: 0, changes: rows.changeCount())
    return try archiveTasks(completedBefore: moment, from: start)
  }

  private func archiveTasks(
    _ ids: [TaskID], completedBefore moment: Timestamp?
  ) throws -> Int {
    guard ids.count <= TaskArchive.idLimit else {
      throw Fault.invalidParams(path: "taskIds", expected: "at most \(TaskArchive.idLimit) ids")
    }
    let wanted = try Set(ids).map { try rows.keptLiveTask($0) }.sorted { $0.row < $1.row }
      .filter { task in
        guard let completedAt = task.value.completedAt, task.value.archivedAt == nil else {
          return false
        }
        return moment.map { completedAt.milliseconds < $0.milliseconds } ?? true
      }
    for task in wanted { try archive(task.row, task.value.id) }
    return wanted.count
  }

  private func archiveTasks(
    completedBefore moment: Timestamp, from place: ArchivePlace
  ) throws -> (archived: Int, next: ArchivePlace?) {
    let done = try db.all(
      TaskSQL.done, rows.whose, .integer(place.row), .int(Self.tasksAtOnce)
    ) { columns in
      (
        row: columns.int64(), id: columns.id(TaskID.self), completedAt: columns.time(),
        changes: columns.int()
      )
    }
    let wanted = done.filter {
      $0.completedAt.milliseconds < moment.milliseconds && $0.changes <= place.changes
    }
    for task in wanted { try archive(task.row, task.id) }
    guard let last = done.last, done.count == Self.tasksAtOnce else { return (wanted.count, nil) }
    return (wanted.count, ArchivePlace(row: last.row, changes: place.changes))
  }

  private func archive(_ row: Int64, _ id: TaskID) throws {
    let number = try note(.task, id, .updated)
    try db.run(TaskSQL.archive, rows.whose, .integer(row), .integer(number), .time(now))
  }
}
