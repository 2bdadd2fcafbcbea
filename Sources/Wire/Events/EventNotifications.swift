/// `event/changed`
package enum EventChanged: Notification {
  package typealias Params = Noun.Event
  package static let name = "event/changed"
  package static let summary = "Something that the connection's user owns has changed."
  package static let example = Noun.Event.example
}

/// `event/gone`
package enum EventGone: Notification {
  package static let name = "event/gone"
  package static let summary = """
    This connection read too slowly: the next events are no longer kept, so no more are sent. Read \
    the lists again, then subscribe again.
    """

  package struct Params: Payload, Equatable {
    package static let fields = [
      "seq": "The seq of the last event that was sent, or the since of the subscription.",
      "oldest": "The seq of the oldest event that is still kept.",
    ]

    package let seq: Sequence
    package let oldest: Sequence

    package init(seq: Sequence, oldest: Sequence) {
      self.seq = seq
      self.oldest = oldest
    }
  }

  package static let example = Params(seq: Sequence(1200), oldest: Sequence(4096))
}
