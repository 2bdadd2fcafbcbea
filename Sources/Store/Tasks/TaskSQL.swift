import Wire

/// The statements for tasks; each is always the same text, so that the statement cache finds it.
///
/// `Schema2` lists which index serves which of them.
enum TaskSQL {
  private static let select = """
    SELECT task.uuid, task.number, task.title AS title, task.description, task.completed_at,
      thread.uuid, task.created_at, task.updated_at, task.archived_at, task.deleted_at,
      task.id AS place, task.touched AS touched, task.title_head AS head
    FROM task
    LEFT JOIN thread ON thread.id = task.thread
    """

  static let one = """
    \(select)
    WHERE task.user = ?1 AND task.uuid = ?2
    """

  /// In order of creation.
  static let whole = """
    \(select)
    WHERE task.user = ?1
    ORDER BY task.id
    """

  static let names = NameSQL(
    byNumber: """
      \(select)
      WHERE task.user = ?1 AND task.number = ?2
      """,
    byID: """
      \(select)
      WHERE task.user = ?1 AND task.uuid BETWEEN ?2 AND ?3
      ORDER BY task.deleted_at IS NOT NULL, task.touched DESC
      LIMIT \(NameSQL.limit)
      """,
    // The column ignores the case of A to Z when it compares; the head is the part that the index
    // has.
    byTitle: """
      \(select)
      WHERE task.user = ?1 AND task.shelf IN (0, 1, 2, 3, 4, 5)
        AND task.title_head = substr(?2, 1, 16) AND task.title = ?2
      ORDER BY task.deleted_at IS NOT NULL, task.touched DESC
      LIMIT \(NameSQL.limit)
      """,
    titles: """
      SELECT uuid, title
      FROM task
      WHERE user = ?1
      ORDER BY deleted_at IS NOT NULL, touched DESC
      """,
    one: one)

  /// Completed tasks that are not archived, in order of creation.
  static let done = """
    SELECT id, uuid, completed_at, touched
    FROM task
    WHERE user = ?1 AND shelf = 1 AND id > ?2
    ORDER BY id
    LIMIT ?3
    """

  static let archive = """
    UPDATE task
    SET archived_at = ?4, touched = ?3, updated_at = ?4
    WHERE user = ?1 AND id = ?2
    """

  static let counts = """
    SELECT shelf, count(*)
    FROM task INDEXED BY task_by_creation
    WHERE user = ?1 AND shelf < 3
    GROUP BY shelf
    """

  static let insert = """
    INSERT INTO task (user, uuid, title, description, thread, touched, made, created_at,
      updated_at, number)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8,
      (SELECT last_task_number + 1 FROM user WHERE id = ?1))
    RETURNING number
    """

  static let update = """
    UPDATE task
    SET title = ?3, description = ?4, completed_at = ?5, archived_at = ?6, deleted_at = ?7,
      thread = (SELECT thread.id FROM thread WHERE thread.user = ?1 AND thread.uuid = ?8),
      touched = ?9, updated_at = ?10
    WHERE user = ?1 AND id = ?2
    """

  static let delete = """
    DELETE FROM task
    WHERE user = ?1 AND id = ?2
    """

  /// The parameters after the owner and the page's limit are the key after which the page begins.
  static func list(_ list: ListedTasks) -> String { lists[list] ?? compose(list) }

  /// Every list that can be requested.
  static let lists: [ListedTasks: String] = {
    var lists: [ListedTasks: String] = [:]
    for completed in [nil, false, true] as [Bool?] {
      for (archived, deleted) in [(false, false), (false, true), (true, false), (true, true)] {
        let shelves = TaskShelves(completed: completed, archived: archived, deleted: deleted)
        for sort in TaskSort.allCases {
          for order in SortOrder.allCases {
            let list = ListedTasks(shelves: shelves, sort: sort, order: order)
            lists[list] = compose(list)
          }
        }
      }
    }
    return lists
  }()

  /// Each shelf is read from the index in the list's order, and the results are merged.
  private static func compose(_ list: ListedTasks) -> String {
    let shelves = list.shelves.numbers.map { shelf in
      """
      \(select)
      WHERE task.user = ?1 AND task.shelf = \(shelf) AND \(behindTheKey(list))
      """
    }
    let direction = list.order == .ascending ? "ASC" : "DESC"
    let order = keys(list.sort).map { "\($0) \(direction)" }.joined(separator: ", ")
    return """
      \(shelves.joined(separator: "\nUNION ALL\n"))
      ORDER BY \(order)
      LIMIT ?2
      """
  }

  private static func keys(_ sort: TaskSort) -> [String] {
    switch sort {
    case .createdAt: ["place"]
    case .updatedAt: ["touched"]
    case .title: ["head", "title", "place"]
    }
  }

  private static func behindTheKey(_ list: ListedTasks) -> String {
    let follows = list.order == .ascending ? ">" : "<"
    return switch list.sort {
    case .createdAt: "task.id \(follows) ?3"
    case .updatedAt: "task.touched \(follows) ?3"
    case .title:
      // The index can use the first condition, which follows from the second.
      """
      task.title_head \(follows)= substr(?3, 1, 16)
        AND (task.title, task.id) \(follows) (?3, ?4)
      """
    }
  }
}
