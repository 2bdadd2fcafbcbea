import JSON
package import Wire

extension ThreadUpdate.Params {
  /// Changes the title and nothing else.
  package static func renaming(_ thread: ThreadID, to title: Title) -> Self {
    ThreadUpdate.Params(threadId: thread, title: .set(title))
  }
}
