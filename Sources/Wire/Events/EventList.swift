/// `event/list`
package enum EventList: Method {
  package typealias Runs = Read
  package static let name = "event/list"
  package static let summary = "List changes, the oldest first."
  package static let details = """
    There is no cursor: give the last seq of a page as since of the next call. The list has ended \
    when data is empty or its last entry has the seq of the answer.
    """
  package static let faults: [Fault.Kind] = [.gone]

  package struct Params: Payload {
    package static let fields = [
      "since":
        "The seq of the last event that you have; by default the list begins with the oldest event kept.",
      "limit": PageLimit.summary,
    ]

    package var since: Sequence?
    package var limit: PageLimit?

    package init(since: Sequence? = nil, limit: PageLimit? = nil) {
      self.since = since
      self.limit = limit
    }
  }

  package struct Result: Payload, Equatable {
    package static let fields = [
      "data": "The events after since, ascending.",
      "seq": "The seq of the newest event.",
    ]

    package let data: [Noun.Event]
    package let seq: Sequence

    package init(data: [Noun.Event], seq: Sequence) {
      self.data = data
      self.seq = seq
    }
  }

  package static let example = Example<EventList>(
    Params(since: Sequence(5), limit: PageLimit(20)), Result(data: [.example], seq: Sequence(6)))
}
