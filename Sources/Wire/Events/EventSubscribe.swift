/// `event/subscribe`
package enum EventSubscribe: Method {
  package typealias Runs = Link
  package static let name = "event/subscribe"
  package static let summary = "Follow every change, from an earlier event or from now on."
  package static let details = """
    After the answer, event/changed is sent for the events since + 1, since + 2, … in order, then \
    for each new one, once and without a gap. Without since it starts after the seq of the answer. \
    A connection that reads slowly is sent fewer events at a time and misses none. A second \
    subscription replaces the first.
    """
  package static let faults: [Fault.Kind] = [.gone]

  package struct Params: Payload {
    package static let fields = [
      "since":
        "The seq of the last event that you have; 0 for all events; by default only new ones."
    ]

    package var since: Sequence?

    package init(since: Sequence? = nil) {
      self.since = since
    }
  }

  package struct Result: Payload, Equatable {
    package static let fields = ["seq": "The seq of the newest event."]

    package let seq: Sequence

    package init(seq: Sequence) {
      self.seq = seq
    }
  }

  package static let example = Example<EventSubscribe>(
    Params(since: Sequence(4)), Result(seq: Sequence(6)))
}

/// `event/unsubscribe`
package enum EventUnsubscribe: Method {
  package typealias Runs = Link
  package typealias Params = NoParams
  package typealias Result = Done
  package static let name = "event/unsubscribe"
  package static let summary = "Stop following changes."
  package static let details =
    "No event/changed is sent after the answer. It is no error if the connection follows nothing."
  package static let example = Example<EventUnsubscribe>(NoParams(), Done())
}
