import Store
import Synchronization
import Wire

/// The subscriptions of all users; the store announces its commits here.
final class EventHub: Sendable {
  private let followers = Mutex<[UserKey: [FollowerID: Subscription]]>([:])

  /// Called after each commit, in order. It gives only the number of the newest event.
  func announce(_ newest: Sequence, to user: UserKey) {
    guard let subscriptions = followers.withLock({ $0[user]?.values }) else { return }
    for subscription in subscriptions { subscription.heard(newest) }
  }

  func add(_ subscription: Subscription, of session: FollowerID, for user: UserKey) {
    followers.withLock { $0[user, default: [:]][session] = subscription }
  }

  func remove(_ session: FollowerID, of user: UserKey) {
    followers.withLock { followers in
      followers[user]?[session] = nil
      if followers[user]?.isEmpty == true { followers[user] = nil }
    }
  }

  /// How many connections follow events.
  var count: Int { followers.withLock { $0.values.reduce(0) { $0 + $1.count } } }
}
