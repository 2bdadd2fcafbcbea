package import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The thread that `--continue` continues: one for each terminal, and one for processes without a
/// terminal.
package struct CurrentThread {
  private let environment: Environment
  private let directory: String?
  private let terminal: String?

  package init(_ environment: Environment, terminal: String? = TerminalSession.current) {
    self.environment = environment
    directory = environment.places.state
    self.terminal = terminal
  }

  /// `$SKEIN_THREAD`, which may be only the beginning of an id.
  package var named: String? { environment["SKEIN_THREAD"] }

  /// The thread remembered here last.
  package var remembered: ThreadID? { recent.first }

  /// The thread remembered before that.
  package var previous: ThreadID? { recent.dropFirst().first }

  /// The last thread and the one before it, as far as they exist.
  private var recent: [ThreadID] {
    guard let path, let bytes = SmallFile.read(path, limit: 256) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
      .compactMap { ThreadID($0) }
  }

  /// Makes `thread` the current one of this terminal, and of processes without a terminal.
  package func remember(_ thread: ThreadID) throws(ClientError) {
    guard let directory, let path else { return }
    let before = remembered == thread ? previous : remembered
    let text = ([thread] + (before.map { [$0] } ?? [])).map { "\($0)\n" }.joined()
    if terminal != nil {
      try SmallFile.makeDirectory(directory + "/terminals")
      TerminalSession.forgetClosed(in: directory + "/terminals")
      try SmallFile.replace(path, with: text)
    }
    try SmallFile.makeDirectory(directory)
    try SmallFile.replace(directory + "/last-thread", with: text)
  }

  private var path: String? {
    guard let directory else { return nil }
    return terminal.map { "\(directory)/terminals/\($0)" } ?? directory + "/last-thread"
  }
}
