import Store
import Synchronization
import Wire

/// A connection's subscription. Its requests are numbered as they arrive, because the database may
/// answer them in another order: the last request counts.
struct Following {
  private var lastTicket = 0
  private var holder = 0
  private var subscription: Subscription?
  private var isMinded = false

  /// Whether this is the first request, so that the caller must arrange for the end of the
  /// connection.
  mutating func isFirst() -> Bool {
    defer { isMinded = true }
    return !isMinded
  }

  mutating func ticket() -> Int {
    lastTicket += 1
    return lastTicket
  }

  /// Ends the current subscription and replaces it with another or none. False if a later request
  /// has already done so.
  mutating func replace(with new: Subscription?, ticket: Int) -> Bool {
    guard ticket > holder else { return false }
    subscription?.end()
    (holder, subscription) = (ticket, new)
    return true
  }
}

extension Session {
  /// Sends the answer first, then the events after `since`, then new events.
  func subscribe(since: Sequence?, _ answer: Answer<EventSubscribe.Result>) {
    let (ticket, isFirst) = following.withLock { ($0.ticket(), $0.isFirst()) }
    if isFirst { _ = over.add { [weak self] in self?.unsubscribe() } }
    afterWrites { [self] in
      owned.scan({ rows in
        try answer.call.begin()
        return try rows.eventPlace(since: since)
      }) { [self] result in
        switch result {
        case .success(let place):
          let subscription = Subscription(owned, outlet, after: place.after, log: daemon.log)
          let holds = follow(subscription, ticket: ticket)
          answer.succeed(.init(seq: place.newest))
          if holds { subscription.begin() }
          // The token has expired in the meantime, or the client is gone.
          if over.isOver { unsubscribe() }
        case .failure(let error): answer.fail(error)
        }
      }
    }
  }

  func unsubscribe() {
    following.withLock { following in
      _ = following.replace(with: nil, ticket: following.ticket())
      daemon.events.remove(id, of: owner.key)
    }
  }

  /// Registers the subscription; it is informed of every later commit.
  private func follow(_ subscription: Subscription, ticket: Int) -> Bool {
    following.withLock { following in
      guard following.replace(with: subscription, ticket: ticket) else { return false }
      daemon.events.add(subscription, of: id, for: owner.key)
      return true
    }
  }
}
