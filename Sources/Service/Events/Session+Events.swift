import Store
import Synchronization
import Wire

/// A connection's subscription. Requests are numbered as they arrive, because the database may
/// answer them in another order: the last one holds.
struct Following {
  private var lastTicket = 0
  private var holder = 0
  private var subscription: Subscription?
  private var isMinded = false

  /// Whether nobody has asked before: then the end of the connection has to be minded.
  mutating func isFirst() -> Bool {
    defer { isMinded = true }
    return !isMinded
  }

  mutating func ticket() -> Int {
    lastTicket += 1
    return lastTicket
  }

  /// Puts a subscription, or none, in the place of the one before, which ends. False when a request
  /// that came later has done so.
  mutating func replace(with new: Subscription?, ticket: Int) -> Bool {
    guard ticket > holder else { return false }
    subscription?.end()
    (holder, subscription) = (ticket, new)
    return true
  }
}

extension Session {
  /// The answer first, then what `since` asks for, then what comes.
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
          // Its token has expired meanwhile, or the client is gone.
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

  /// Whatever is committed from here on is heard.
  private func follow(_ subscription: Subscription, ticket: Int) -> Bool {
    following.withLock { following in
      guard following.replace(with: subscription, ticket: ticket) else { return false }
      daemon.events.add(subscription, of: id, for: owner.key)
      return true
    }
  }
}
