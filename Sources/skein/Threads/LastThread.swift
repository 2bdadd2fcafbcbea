import ArgumentParser
import Client
import Wire

/// Whether a command means the thread that was touched last, wherever that was.
struct LastThread: ParsableArguments {
  @Flag(
    name: [.customShort("C"), .customLong("last")],
    help: "Use the thread with the latest activity, also in an editor or another terminal.")
  var isMeant = false
}

extension Session {
  /// The thread with the latest activity of all.
  func newestThread(on connection: Connection) throws -> ThreadID {
    let newest = try connection.call(ThreadList.self, ThreadList.Params(limit: PageLimit(1)))
    guard let thread = newest.data.first else {
      throw ClientError.usage("There are no threads yet; skein ask makes one.")
    }
    return thread.id
  }
}
