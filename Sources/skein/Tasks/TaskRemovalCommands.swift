import ArgumentParser
import Client
import Wire

struct TaskRemoveCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "rm", "Delete tasks; task restore brings them back.",
    examples: [
      "skein task rm 7",
      CommandExample("skein task rm --permanent 7", "Erase a task"),
    ])

  @Argument(help: "The tasks.", completion: Completions.tasks) var ids: [String]
  @OptionGroup var removal: RemovalOptions
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    // All are known before one is deleted.
    let tasks: [Noun.Task] = try session.removable(ids, removal, on: connection)
    try session.remove(
      tasks, by: TaskDelete.self, removal, on: connection,
      params: { TaskDelete.Params(taskId: $0, permanent: $1) })
  }
}

struct TaskRestoreCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "restore", "Bring deleted tasks back.",
    examples: ["skein task restore 7"])

  @Argument(help: "The tasks.", completion: Completions.tasks) var ids: [String]
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let tasks: [Noun.Task] = try session.restorable(ids, on: connection)
    try session.restore(
      tasks, by: TaskRestore.self, on: connection, params: { TaskRestore.Params(taskId: $0) })
  }
}
