import Wire

extension Changes {
  /// How many titles with a number in parentheses are tried; after that, the thread's own number is
  /// used.
  static let titlesTried = 100

  /// Makes a version in which somebody continues a thread of its own, so that its new messages are
  /// found. Its title distinguishes it from the original thread.
  func releaseVersion(_ thread: inout Kept<Noun.Thread>) throws {
    guard thread.value.copyOf != nil else { return }
    thread.value.title = try titleApart(
      from: thread.value.title, else: thread.value.number ?? Self.titlesTried)
    thread.value.copyOf = nil
    try db.run(
      """
      UPDATE thread
      SET copy_of = NULL, title = ?3
      WHERE user = ?1 AND id = ?2
      """, rows.whose, .integer(thread.row), .ruled(thread.value.title))
  }

  /// The same title, or the title with the first number in parentheses that no other thread has; if
  /// all tried numbers are taken, with `last`.
  func titleApart(from given: Title?, else last: Int) throws -> Title? {
    guard let title = given, try isTaken(title) else { return given }
    for number in 2..<Self.titlesTried {
      let numbered = title.numbered(number)
      if try !isTaken(numbered) { return numbered }
    }
    return title.numbered(last)
  }

  private func isTaken(_ title: Title) throws -> Bool {
    try db.first(VersionSQL.titled, rows.whose, .ruled(title)) { $0.int64() } != nil
  }
}

extension Rows {
  /// The thread that a version belongs to, or the thread itself: a version of a version belongs to
  /// the original thread.
  func original(of thread: Kept<Noun.Thread>) throws -> Int64 {
    try db.first(VersionSQL.original, whose, .integer(thread.row)) { $0.int64() } ?? thread.row
  }

  /// The number that the next thread is given.
  func nextThreadNumber() throws -> Int {
    let number = try db.first("SELECT last_thread_number + 1 FROM user WHERE id = ?1", whose) {
      $0.int()
    }
    guard let number else { throw Fault.notFound(.user) }
    return number
  }
}

/// The statements for versions.
enum VersionSQL {
  static let titled = """
    SELECT id
    FROM thread
    WHERE user = ?1 AND title = ?2 COLLATE NOCASE AND title IS NOT NULL AND copy_of IS NULL
      AND deleted_at IS NULL
    LIMIT 1
    """

  static let original = """
    SELECT copy_of
    FROM thread
    WHERE user = ?1 AND id = ?2 AND copy_of IS NOT NULL
    """
}

extension Title {
  /// `Wool (2)`; the title is cut where both do not fit, and an existing number is replaced.
  func numbered(_ number: Int) -> Title {
    let suffix = " (\(number))"
    let room = Title.lengthLimit - suffix.unicodeScalars.count
    var (words, length) = ("", 0)
    for character in withoutNumber {
      length += character.unicodeScalars.count
      guard length <= room else { break }
      words.append(character)
    }
    return Title(trusted: words.trimmingWhitespace() + suffix)
  }

  private var withoutNumber: Substring {
    guard let open = text.lastIndex(of: "("), text.hasSuffix(")"), open > text.startIndex,
      text[text.index(before: open)] == " "
    else { return text[...] }
    let digits = text[text.index(after: open)...].dropLast()
    guard !digits.isEmpty, digits.allSatisfy(\.isWholeNumber) else { return text[...] }
    return text[..<text.index(before: open)]
  }
}
