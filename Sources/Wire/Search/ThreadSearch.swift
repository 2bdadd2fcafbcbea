/// `thread/search`
package enum ThreadSearch: Method {
  package typealias Runs = Scan
  package typealias Result = Page<SearchHit>
  package static let name = "thread/search"
  package static let summary =
    "Find threads by their titles, and questions and messages by what they say."
  package static let details = """
    First come the threads whose title has all that was asked for, their message and turnId null; \
    then the questions without an answer that have all of it, in their own words or in what was \
    said to them until they failed, with their turnId, of several tries of one question the newest \
    that has it; then the messages that have all of it. Each \
    comes with its thread, the newest of its kind first, in the order in which they were made. Each word is looked for as the beginning of a word, and what stands in \
    quotation marks as it is, word after word. Nothing else has a meaning of its own: any text may \
    be given, and one without a letter, a digit or a symbol finds nothing. Case, accents, points and \
    other marks make no difference. Deleted threads are not found, and versions only with \
    includeCopies or where one is named. In a snippet each match stands between U+0002 and U+0003; \
    it holds no other control character, so a mark is never part of the text. Messages enter the \
    search index shortly after they were written; a search waits until those are in it that were \
    acknowledged before, unless it is cancelled.
    """
  package static let faults: [Fault.Kind] = [.notFound]

  package struct Params: Payload {
    package static let fields = [
      "query": "What to look for: words, and phrases in quotation marks, 64 together at most.",
      "threadId": "Only in this thread.",
      "since":
        "Only messages from this time on, and titles of threads that have one or were made since.",
      "role": "Only messages that this one has said, and no titles.",
      "progress":
        "Whether search/progressed tells how far the index is while the search waits for it; false "
        + "unless given.",
      "limit": "The most entries that a page holds, 1 to 200; 50 by default.",
      "cursor": "The nextCursor of the previous page.",
      "includeCopies": "Whether versions of threads are looked through too; false by default.",
    ]

    package var query: SearchText
    package var threadId: ThreadID?
    package var since: Timestamp?
    package var role: Noun.Role?
    package var progress: Bool?
    package var limit: PageLimit?
    package var cursor: Cursor?
    package var includeCopies: Bool?

    package init(
      query: SearchText, threadId: ThreadID? = nil, since: Timestamp? = nil,
      role: Noun.Role? = nil, progress: Bool? = nil, limit: PageLimit? = nil,
      cursor: Cursor? = nil, includeCopies: Bool? = nil
    ) {
      self.query = query
      self.threadId = threadId
      self.since = since
      self.role = role
      self.progress = progress
      self.limit = limit
      self.cursor = cursor
      self.includeCopies = includeCopies
    }
  }

  package static let example = Example<ThreadSearch>(
    Params(query: SearchText(trusted: "length yarn"), limit: PageLimit(20)),
    Page([
      SearchHit(
        thread: .example, message: .exampleAnswer,
        snippet: "A \u{2}length\u{3} of \u{2}yarn\u{3}.")
    ]))
}

/// What to look for: 1 to 1024 Unicode scalars, whatever they are.
package struct SearchText: RuledText {
  package static let expectation = "text of 1 to \(Limits.queryLength) characters"
  package static let schema = Schema.string(minLength: 1, maxLength: Limits.queryLength)

  package let text: String

  package init?(_ text: String) {
    let scalars = text.unicodeScalars
    guard !scalars.isEmpty, scalars.prefix(Limits.queryLength + 1).count <= Limits.queryLength
    else { return nil }
    self.text = text
  }

  package init(trusted text: String) {
    self.text = text
  }
}

/// One thing that was found.
package struct SearchHit: NamedPayload, Equatable {
  package static let typeName = "SearchHit"
  package static let fields = [
    "thread": "The thread that it was found in.",
    "message":
      "The message that says it; null when it is the thread's title or a question without an answer.",
    "turnId":
      "The turn of the message; with message null, the turn whose question has no answer, or null for a title.",
    "snippet":
      "The part that matches, on one line of at most 240 characters beside the marks: each match "
      + "between U+0002 and U+0003, … where something was left out.",
  ]
  /// Stand around each match in a snippet, and nowhere else in it.
  package static let matchStart: Unicode.Scalar = "\u{2}"
  package static let matchEnd: Unicode.Scalar = "\u{3}"

  package let thread: Noun.Thread
  package let message: Noun.Message?
  package let turnId: TurnID?
  package let snippet: String

  package init(
    thread: Noun.Thread, message: Noun.Message?, turnId: TurnID? = nil, snippet: String
  ) {
    self.thread = thread
    self.message = message
    self.turnId = turnId ?? message?.turnId
    self.snippet = snippet
  }
}
