import Client
import Wire

/// What people call the things that events are about, as far as it can still be asked.
final class EventTitles {
  /// How many threads are kept in mind.
  private static let keptLimit = 1000

  private let dialer: Dialer
  private var connection: Connection?
  private var threads: [ThreadID: String] = [:]

  init(_ dialer: Dialer) {
    self.dialer = dialer
  }

  /// `12  Wool`: for a message or a turn that of its thread. Its id where there is nothing more to
  /// ask, as when it is deleted for good.
  func title(of event: Noun.Event) -> String {
    do {
      return try named(event) ?? event.id.description
    } catch {
      // The next event finds a daemon again, or the id says enough.
      connection = nil
      return event.id.description
    }
  }

  private func named(_ event: Noun.Event) throws -> String? {
    let (high, low) = (event.id.high, event.id.low)
    do {
      switch event.entity {
      case .thread:
        let id = ThreadID(high: high, low: low)
        threads[id] = nil
        return try thread(id)
      case .message:
        let message = try connected().call(
          MessageGet.self, .init(messageId: MessageID(high: high, low: low)))
        return try message.message.threadId.map { try thread($0) }
      case .turn:
        let turn = try connected().call(TurnGet.self, .init(turnId: TurnID(high: high, low: low)))
        return try turn.turn.threadId.map { try thread($0) }
      case .task: return try Noun.Task.get(TaskID(high: high, low: low), on: connected()).numbered
      case .context:
        return try Noun.Context.get(ContextID(high: high, low: low), on: connected()).numbered
      case .user, .session, .account, .action, .preview: return nil
      }
    } catch let fault as Fault where fault.kind == .notFound {
      return nil
    }
  }

  private func thread(_ id: ThreadID) throws -> String {
    if let known = threads[id] { return known }
    let title = try Noun.Thread.get(id, on: connected()).numbered
    if threads.count >= Self.keptLimit { threads = [:] }
    threads[id] = title
    return title
  }

  private func connected() throws -> Connection {
    if let connection { return connection }
    let made = try dialer.connect()
    connection = made
    return made
  }
}

extension Nameable {
  fileprivate var numbered: String { "\(reference)  \(words ?? "–")" }
}
