package import Wire

/// A thread as people name it.
package typealias ThreadReference = Reference<Noun.Thread>

extension Noun.Thread: Nameable {
  package typealias Find = ThreadFind

  package static var noun: String { "thread" }

  package var reference: String { number.map { "\($0)" } ?? id.description }
  package var words: String? { title?.text }

  package var isVersion: Bool { copyOf != nil }

  package var details: String {
    let count = counted(messageCount, "message")
    return "\((lastMessageAt ?? updatedAt).minute)  \(count)"
  }

  /// A context's thread is restored together with its context.
  package var restoring: String {
    contextId.map { "skein context restore \($0)" } ?? "skein thread restore \(reference)"
  }

  package static func get(_ id: ThreadID, on connection: Connection) throws -> Noun.Thread {
    try connection.call(ThreadGet.self, ThreadGet.Params(threadId: id)).thread
  }
}

extension Timestamp {
  /// `2026-11-21 18:04`, in UTC, as is every time that is not shown as an age.
  package var minute: String {
    let text = description
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5))"
  }
}
