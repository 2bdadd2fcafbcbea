import Client
import Wire

/// What people call the things that events are about, as far as it can still be asked.
final class EventTitles {
  /// How many titles are kept in mind.
  private static let keptLimit = 1000
  /// How many of the latest of each noun are asked for at the beginning: what is deleted for good
  /// later on still has its title then.
  private static let firstLimit = 200
  /// How much of an id stands for what has no title: its end, as in lists.
  private static let idLength = 8

  private let dialer: Dialer
  private var connection: Connection?
  private var titles: [String: String] = [:]

  init(_ dialer: Dialer) {
    self.dialer = dialer
  }

  /// `12  Wool`: for a message or a turn that of its thread. The end of its id where there is nothing
  /// to ask and nothing is known, as when it was deleted for good long ago.
  func title(of event: Noun.Event) -> String {
    do {
      if let title = try named(event) { return title }
    } catch {
      // The next event finds a daemon again.
      connection = nil
    }
    let known = titles[event.id.description]
    return known ?? String(event.id.description.suffix(Self.idLength))
  }

  /// Asks for the titles that there are before anything is deleted.
  func prepare() throws {
    let limit = PageLimit(Self.firstLimit)
    let threads = try connected().call(
      ThreadList.self,
      .init(limit: limit, includeDeleted: true, includeCopies: true, includeEdits: true))
    let tasks = try connected().call(
      TaskList.self, .init(limit: limit, includeDeleted: true, includeArchived: true))
    let contexts = try connected().call(
      ContextList.self, .init(limit: limit, includeDeleted: true))
    for thread in threads.data { _ = keep(thread) }
    for task in tasks.data { _ = keep(task) }
    for context in contexts.data { _ = keep(context) }
  }

  private func named(_ event: Noun.Event) throws -> String? {
    let (high, low) = (event.id.high, event.id.low)
    do {
      switch event.entity {
      case .thread: return try thread(ThreadID(high: high, low: low), isNew: true)
      case .message:
        let message = try connected().call(
          MessageGet.self, .init(messageId: MessageID(high: high, low: low)))
        return try message.message.threadId.map { try thread($0) }
      case .turn:
        let turn = try connected().call(TurnGet.self, .init(turnId: TurnID(high: high, low: low)))
        return try turn.turn.threadId.map { try thread($0) }
      case .task: return keep(try Noun.Task.get(TaskID(high: high, low: low), on: connected()))
      case .context:
        return keep(try Noun.Context.get(ContextID(high: high, low: low), on: connected()))
      case .user, .session, .account, .action, .preview: return nil
      }
    } catch let fault as Fault where fault.kind == .notFound {
      return nil
    }
  }

  /// As it is known, unless the event says that it has changed.
  private func thread(_ id: ThreadID, isNew: Bool = false) throws -> String {
    if !isNew, let known = titles[id.description] { return known }
    return keep(try Noun.Thread.get(id, on: connected()))
  }

  private func keep(_ thing: some Nameable) -> String {
    if titles.count >= Self.keptLimit { titles = [:] }
    titles[thing.id.description] = thing.numbered
    return thing.numbered
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
