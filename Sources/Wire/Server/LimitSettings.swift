/// The bounds that the configuration may move, as `server/info.limits` shows them.
package struct LimitSettings: NamedPayload, Equatable {
  package static let typeName = "Limits"
  package static let fields = [
    "messageBytes":
      "One message (a line or a framed body); a longer one is answered once and dropped.",
    "batchEntries": "Entries of one batch.",
    "connections": "Connections at once; one more gets one error line and is closed.",
    "requestsInFlight": "Unanswered requests of one connection; then reading pauses.",
    "unreadBytes":
      "Output a client has not read; then reading its requests pauses, and its scans wait.",
    "unreadBytesClose":
      "Notifications a client has not read; then it is disconnected. Answers wait.",
    "stalledSeconds": "No progress for so long while more than unreadBytes waits: disconnected.",
    "bufferedBytes":
      "What all clients have sent and not been answered, or not read, together; one connection may "
      + "hold as much of it as is free, and what is larger is refused as overloaded.",
    "runningTurns": "Turns that run at once, over all threads.",
    "eventsKept": "Events of a user that are kept, the newest; older ones go, a few at a time.",
    "eventDays": "How many days an event is kept.",
  ]

  package var messageBytes: Int
  package var batchEntries: Int
  package var connections: Int
  package var requestsInFlight: Int
  package var unreadBytes: Int
  package var unreadBytesClose: Int
  package var stalledSeconds: Int
  package var bufferedBytes: Int
  package var runningTurns: Int
  package var eventsKept: Int
  package var eventDays: Int

  package init(
    messageBytes: Int = 16 << 20, batchEntries: Int = 1000, connections: Int = 1024,
    requestsInFlight: Int = 256, unreadBytes: Int = 1 << 20, unreadBytesClose: Int = 8 << 20,
    stalledSeconds: Int = 60, bufferedBytes: Int = 256 << 20, runningTurns: Int = 16,
    eventsKept: Int = 100_000, eventDays: Int = 30
  ) {
    self.messageBytes = messageBytes
    self.batchEntries = batchEntries
    self.connections = connections
    self.requestsInFlight = requestsInFlight
    self.unreadBytes = unreadBytes
    self.unreadBytesClose = unreadBytesClose
    self.stalledSeconds = stalledSeconds
    self.bufferedBytes = bufferedBytes
    self.runningTurns = runningTurns
    self.eventsKept = eventsKept
    self.eventDays = eventDays
  }
}
