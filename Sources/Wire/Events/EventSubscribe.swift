/// `event/subscribe`
package enum EventSubscribe: Method {
  package typealias Runs = Link
  package static let name = "event/subscribe"
  package static let summary = "Follow every change, from a place in the past or from now on."
  package static let details = """
    After the answer event/changed comes for since + 1, since + 2, … in order, then for what \
    changes from then on: each once, with no gap. Without since it begins after seq. A connection \
    that reads slowly is sent less at a time and misses nothing. Subscribing again begins anew.
    """
  package static let faults: [Fault.Kind] = [.gone]

  package struct Params: Payload {
    package static let fields = [
      "since": "The last event you have; 0 for all that were ever; only new ones unless given."
    ]

    package var since: Sequence?

    package init(since: Sequence? = nil) {
      self.since = since
    }
  }

  package struct Result: Payload, Equatable {
    package static let fields = ["seq": "The newest event there is."]

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
    "No event/changed comes after the answer. Not following them is no error."
  package static let example = Example<EventUnsubscribe>(NoParams(), Done())
}
