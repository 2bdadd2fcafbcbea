/// `db/purge`
package enum DatabasePurge: Method {
  package typealias Runs = Turn
  package static let name = "db/purge"
  package static let summary = "Erase what was deleted or archived long ago. For operators."
  package static let details = """
    This erases, for every user, the threads, contexts and tasks that were deleted before \
    deletedBefore, and the tasks that were archived before archivedBefore. Everything is first \
    written to a new file, one JSON object a line: {entity, user, value}, where value is the thing \
    as its methods show it; a thread's messages and turns follow the thread, and a context's \
    actions and previews follow the context. Only what is safely in that file, and has not changed \
    since, is erased. If there is nothing to erase, no file is created. The `retention` setting \
    does the same every day.
    """
  package static let faults: [Fault.Kind] = [.forbidden, .storage]

  package struct Params: Payload {
    package static let fields = [
      "path":
        "Where to write what is erased: the absolute path of a file that does not exist yet.",
      "deletedBefore": "Erase what was deleted before this time.",
      "archivedBefore": "Erase tasks that were archived before this time.",
    ]

    package var path: FilePath
    package var deletedBefore: Timestamp?
    package var archivedBefore: Timestamp?

    package init(
      path: FilePath, deletedBefore: Timestamp? = nil, archivedBefore: Timestamp? = nil
    ) {
      self.path = path
      self.deletedBefore = deletedBefore
      self.archivedBefore = archivedBefore
    }
  }

  package struct Result: Payload, Equatable {
    package static let fields = [
      "threads": "How many threads were erased, with everything in them.",
      "contexts": "How many contexts were erased, with their threads, actions and previews.",
      "tasks": "How many tasks were erased.",
      "path": "The file that holds them, or null when there was nothing to erase.",
      "bytes": "The size of that file.",
    ]

    package var threads: Int
    package var contexts: Int
    package var tasks: Int
    package var path: String?
    package var bytes: Int

    package init(
      threads: Int = 0, contexts: Int = 0, tasks: Int = 0, path: String? = nil, bytes: Int = 0
    ) {
      self.threads = threads
      self.contexts = contexts
      self.tasks = tasks
      self.path = path
      self.bytes = bytes
    }
  }

  package static let example = Example<DatabasePurge>(
    Params(
      path: FilePath(trusted: "/home/ada/backups/purged-2026-11-21.jsonl"),
      deletedBefore: Timestamp(milliseconds: 1_795_219_200_000)),
    Result(
      threads: 4, contexts: 1, tasks: 12, path: "/home/ada/backups/purged-2026-11-21.jsonl",
      bytes: 48_211))
}
