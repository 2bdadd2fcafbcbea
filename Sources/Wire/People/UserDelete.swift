/// `user/delete`
package enum UserDelete: Method {
  package typealias Runs = Turn
  package static let name = "user/delete"
  package static let summary = "Erase your user and everything that you own, permanently."
  package static let details = """
    Running turns are cancelled first. Then every row is erased, with every byte of its text in \
    the database, in its write-ahead log and in the copies that migrations made. erased is false \
    if another program that reads the database delays this; it then finishes by itself. Your other \
    connections are closed. The daemon no longer knows your uid; only for its own uid it creates a \
    new, empty user. Backups and exports are not erased.
    """

  package struct Params: Payload {
    package static let fields = ["confirm": "Your email address, as user/get shows it."]

    package var confirm: Email

    package init(confirm: Email) {
      self.confirm = confirm
    }
  }

  package struct Result: Payload, Equatable {
    package static let fields = [
      "erased": "Whether no byte is left; false if another reader of the database delays it.",
      "counts": "How many things of each kind were erased.",
    ]

    package let erased: Bool
    package let counts: ErasedCounts

    package init(erased: Bool, counts: ErasedCounts) {
      self.erased = erased
      self.counts = counts
    }
  }

  package static let example = Example<UserDelete>(
    Params(confirm: Email(trusted: Noun.User.example.email)),
    Result(erased: true, counts: ErasedCounts(threads: 2, messages: 8, turns: 4)))
}

/// How many rows of each noun a user had.
package struct ErasedCounts: NamedPayload, Equatable {
  package static let typeName = "ErasedCounts"
  package static let fields = [
    "accounts": "Accounts, including the one of a uid.",
    "sessions": "Sessions, one for each token.",
    "threads": "Threads, including deleted ones.",
    "messages": "Messages of all these threads.",
    "turns": "Turns, whatever their status.",
    "tasks": "Tasks, including archived and deleted ones.",
    "contexts": "Contexts, including deleted ones.",
    "actions": "Actions of all these contexts.",
    "previews": "Previews of all these contexts.",
    "events": "Events that were still kept.",
  ]

  package var accounts = 0
  package var sessions = 0
  package var threads = 0
  package var messages = 0
  package var turns = 0
  package var tasks = 0
  package var contexts = 0
  package var actions = 0
  package var previews = 0
  package var events = 0

  package init(threads: Int = 0, messages: Int = 0, turns: Int = 0) {
    self.threads = threads
    self.messages = messages
    self.turns = turns
  }
}
