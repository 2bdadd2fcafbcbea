/// The limits that the configuration can change, as `server/info.limits` shows them.
package struct LimitSettings: NamedPayload, Equatable {
  package static let typeName = "Limits"
  package static let fields = [
    "messageBytes":
      "The size of one message (a line or a framed body); a longer one is answered with one error "
      + "and dropped.",
    "batchEntries": "The entries of one batch.",
    "connections": "The connections at one time; another one gets one error line and is closed.",
    "requestsInFlight":
      "The unanswered requests of one connection; at this number the daemon stops reading from it.",
    "unreadBytes":
      "The output that a client has not read; above this the daemon stops reading its requests, and its scans wait.",
    "unreadBytesClose":
      "The notifications that a client has not read; above this it is disconnected. Answers do not count.",
    "stalledSeconds":
      "How long a client may read nothing while more than unreadBytes waits for it; then it is disconnected.",
    "bufferedBytes":
      "The memory for all clients together: their unanswered requests and unread output. One "
      + "connection may use all that is free; a request or an answer that needs more is refused as "
      + "overloaded.",
    "runningTurns": "The turns that run at the same time, on all threads.",
    "eventsKept":
      "How many of a user's newest events are kept; older ones are deleted in small steps.",
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
