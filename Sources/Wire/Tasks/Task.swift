extension Noun {
  /// Something that a user wants to do.
  package struct Task: NamedPayload, Equatable {
    package static let typeName = "Task"
    package static let fields = [
      "id": "Its id.",
      "number":
        "The number that people use for it: 1, 2, 3, … in the order in which a user's tasks were made, never reused.",
      "title": "What is to be done, in 1 to 200 characters.",
      "description": "More details.",
      "completed": "Whether it is done.",
      "completedAt": "When it was completed; null if it is not.",
      "threadId":
        "The thread that it is about; null without one, or if that thread was deleted permanently.",
      "createdAt": "When it was made.",
      "updatedAt": "When it last changed.",
      "archivedAt": "When it was archived; null if it is not archived.",
      "deletedAt": "When it was deleted; null if it is not deleted.",
    ]

    package let id: TaskID
    package let number: Int
    package var title: TaskTitle
    package var description: TaskDescription?
    /// Follows `completedAt`.
    package private(set) var completed: Bool
    package var completedAt: Timestamp? {
      didSet { completed = completedAt != nil }
    }
    package var threadId: ThreadID?
    package let createdAt: Timestamp
    package var updatedAt: Timestamp
    package var archivedAt: Timestamp?
    package var deletedAt: Timestamp?

    package init(
      id: TaskID, number: Int, title: TaskTitle, description: TaskDescription? = nil,
      completedAt: Timestamp? = nil, threadId: ThreadID? = nil, createdAt: Timestamp,
      updatedAt: Timestamp, archivedAt: Timestamp? = nil, deletedAt: Timestamp? = nil
    ) {
      self.id = id
      self.number = number
      self.title = title
      self.description = description
      completed = completedAt != nil
      self.completedAt = completedAt
      self.threadId = threadId
      self.createdAt = createdAt
      self.updatedAt = updatedAt
      self.archivedAt = archivedAt
      self.deletedAt = deletedAt
    }
  }
}

/// The result of the methods that create, show or change one task.
package struct TaskResult: Payload, Equatable {
  package static let fields = ["task": "The task as it is now."]

  package let task: Noun.Task

  package init(_ task: Noun.Task) {
    self.task = task
  }
}

extension Noun.Task {
  static let example = Noun.Task(
    id: TaskID(high: 0x0199_a3f2_a4b7_7e21, low: 0x8f1c_2d3e_4a5b_6c7d), number: 7,
    title: TaskTitle(trusted: "Wind the blue skein"),
    createdAt: Timestamp(milliseconds: 1_795_284_292_003),
    updatedAt: Timestamp(milliseconds: 1_795_284_292_003))

  static let completedExample: Noun.Task = {
    var task = example
    task.completedAt = Timestamp(milliseconds: 1_795_287_600_512)
    task.updatedAt = Timestamp(milliseconds: 1_795_287_600_512)
    return task
  }()
}
