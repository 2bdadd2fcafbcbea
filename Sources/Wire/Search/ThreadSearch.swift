/// `thread/search`
package enum ThreadSearch: Method {
  package typealias Runs = Scan
  package typealias Result = Page<SearchHit>
  package static let name = "thread/search"
  package static let summary =
    "Find threads by their titles, and questions and messages by their texts."
  package static let details = """
    A word of the query matches words that begin with it; a phrase in quotation marks matches the \
    same words one after another. No other character has a special meaning: any text is accepted, \
    and a text without a letter, a digit or a symbol finds nothing. Case, accents, points and \
    other marks make no difference. A result matches all words and phrases of the query. The \
    results come in three groups: first threads whose title matches, with message and turnId null; \
    then questions without an answer, with message null and their turnId, where the question \
    itself or the partial answer matches, and only the newest try of a question that matches; then \
    messages. Every result has its thread, and in each group the newest comes first. Deleted \
    threads are not found; versions are found only with includeCopies, or if threadId names one. \
    In a snippet, U+0002 and U+0003 enclose each match; the snippet has no other control \
    characters, so these marks are never part of the text. Messages enter the search index shortly \
    after they are written; a search waits until the index holds every message that was \
    acknowledged before it, unless the search is cancelled.
    """
  package static let faults: [Fault.Kind] = [.notFound]

  package struct Params: Payload {
    package static let fields = [
      "query": "The words to find, and phrases in quotation marks; at most 64 of both together.",
      "threadId": "Search only this thread.",
      "since":
        "Find only messages from this time on, and titles of threads that have such a message or "
        + "were created since.",
      "role": "Find only messages of this role, and no titles.",
      "progress":
        "Whether search/progressed reports the progress of the index while the search waits for it; "
        + "false by default.",
      "limit": PageLimit.summary,
      "cursor": Cursor.summary,
      "includeCopies": "Whether versions of threads are searched too; false by default.",
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

/// The text of a search: any 1 to 1024 Unicode scalars.
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

/// One result of a search.
package struct SearchHit: NamedPayload, Equatable {
  package static let typeName = "SearchHit"
  package static let fields = [
    "thread": "The thread of the match.",
    "message":
      "The message that matches; null when the thread's title or a question without an answer matches.",
    "turnId":
      "The turn of the message; if message is null, the turn whose question has no answer, or null for a title.",
    "snippet":
      "The part of the text that matches, on one line of at most 240 characters without the marks: "
      + "each match stands between U+0002 and U+0003, and … shows where text was left out.",
  ]
  /// The marks before and after each match in a snippet; they are nowhere else in it.
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
