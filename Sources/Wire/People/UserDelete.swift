/// `user/delete`
package enum UserDelete: Method {
  package typealias Runs = Turn
  package static let name = "user/delete"
  package static let summary = "Erase yourself: everything that you own, for good."
  package static let details = """
    Running turns are cancelled first. Then every row goes, and with it every byte of its text in \
    the database, in its log and in the copies made before migrations; erased is false while \
    another program reads the database and so delays that, which then finishes by itself. Your \
    other connections are closed. A uid that was known is unknown from then on; the user of the \
    daemon's own uid is made anew, with nothing in it. Backups and exports are beyond reach.
    """

  package struct Params: Payload {
    package static let fields = ["confirm": "Your email, as user/get shows it."]

    package var confirm: Email

    package init(confirm: Email) {
      self.confirm = confirm
    }
  }

  package struct Result: Payload, Equatable {
    package static let fields = [
      "erased": "Whether no byte is left; false while an open reader delays it.",
      "counts": "How many things there were.",
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
    "accounts": "Accounts, a uid's own among them.",
    "sessions": "Sessions: the tokens that were made.",
    "threads": "Threads, deleted ones too.",
    "messages": "Messages of all of them.",
    "turns": "Turns, however they ended.",
    "tasks": "Tasks, archived and deleted ones too.",
    "contexts": "Contexts, deleted ones too.",
    "actions": "Actions of all of them.",
    "previews": "Previews of all of them.",
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
