import Client
import Wire

/// Threads, tasks and contexts as a command line names them.
extension Session {
  /// The thread that is named, else this terminal's, else the one with the latest activity.
  func thread(
    _ name: String?, on connection: Connection, includeDeleted: Bool = false
  ) throws -> ThreadID {
    if let name = name ?? current.named {
      return try named(name, on: connection, includeDeleted: includeDeleted)
    }
    if let thread = current.remembered { return uses(thread, isRemembered: true) }
    return try newestThread(on: connection)
  }

  /// The thread that is named, or touched last of all where that is meant, else this terminal's; none
  /// is guessed, for it is about to change.
  func ownThread(
    _ name: String?, orLast last: LastThread? = nil, on connection: Connection
  ) throws -> ThreadID {
    if last?.isMeant == true { return try newestThread(on: connection) }
    if let name = name ?? current.named { return try named(name, on: connection) }
    guard let thread = current.remembered else {
      throw ClientError.usage(
        "Nothing was asked at this terminal yet: skein thread pick chooses a thread"
          + (last == nil
            ? "." : ", -C goes on with the last one of anywhere, -t with the one it names."))
    }
    return uses(thread, isRemembered: true)
  }

  /// The same with all that is known of it.
  func foundThread(
    _ name: String?, on connection: Connection, includeDeleted: Bool = false
  ) throws -> Noun.Thread {
    if let name = name ?? current.named {
      let found = try ThreadReference(name).find(on: connection, includeDeleted: includeDeleted)
      _ = uses(found.id, isRemembered: false)
      return found
    }
    let thread = try Noun.Thread.get(self.thread(nil, on: connection), on: connection)
    guard includeDeleted || thread.deletedAt == nil else { throw Fault.notFound(.thread) }
    return thread
  }

  func named(
    _ name: String, on connection: Connection, includeDeleted: Bool = false
  ) throws -> ThreadID {
    let thread = try ThreadReference(name).resolve(on: connection, includeDeleted: includeDeleted)
    return uses(thread, isRemembered: false)
  }

  /// Keeps in mind which thread is used, for what is said when it is not there.
  func uses(_ thread: ThreadID, isRemembered: Bool) -> ThreadID {
    usedThread = UsedThread(id: thread, isRemembered: isRemembered)
    return thread
  }

  func task(
    _ name: String, on connection: Connection, includeDeleted: Bool = false
  ) throws -> Noun.Task {
    try TaskReference(name).find(on: connection, includeDeleted: includeDeleted)
  }

  /// Says what a command has done, to whoever does not read JSON: that says it itself.
  func confirm(_ sentence: String) {
    if !options.json { console.note(sentence) }
  }
}

/// The thread that a command works with.
struct UsedThread {
  let id: ThreadID
  /// Whether it is this terminal's, and was not named.
  let isRemembered: Bool
}

extension Session {
  /// What became of the thread that was not found, where a fault does not say it: who named none
  /// does not know which one is meant.
  func explained(_ original: any Error) -> any Error {
    guard !options.json, let used = usedThread, isMissingThread(original) else { return original }
    do {
      guard let connection = try dialer.connectIfRunning() else { return original }
      let thread = try Noun.Thread.get(used.id, on: connection)
      guard thread.deletedAt != nil else { return original }
      return ClientError.system(
        used.isRemembered
          ? "This terminal's \(thread.name) was deleted: \(thread.restoring) brings it back, "
            + "skein thread pick chooses another."
          : Reference.isDeleted(thread).text)
    } catch let fault as Fault where fault.isMissing(.thread) && used.isRemembered {
      return ClientError.system(
        "This terminal's thread was deleted for good; skein thread pick chooses another.")
    } catch {
      return original
    }
  }

  private func isMissingThread(_ error: any Error) -> Bool {
    switch error {
    case let fault as Fault: fault.isMissing(.thread)
    case let received as ReceivedFault: received.fault?.isMissing(.thread) ?? false
    default: false
    }
  }
}
