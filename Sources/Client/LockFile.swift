/// What a running daemon wrote beside its database: its process and where it listens.
///
/// Cron, ssh and a login shell may compute different socket paths for one database; this file says
/// which one is in use. It says nothing about whether the daemon lives: only an answer does.
package struct LockFile: Equatable {
  package let pid: Int
  package let socketPath: String

  /// `nil` when there is none, or it holds something else.
  package init?(besideDatabase database: String) {
    guard let bytes = SmallFile.read(database + ".lock", limit: 8192) else { return nil }
    self.init(text: String(decoding: bytes, as: UTF8.self))
  }

  init?(text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count >= 2, let pid = Int(lines[0]), pid > 0, lines[1].utf8.first == 0x2F else {
      return nil
    }
    self.pid = pid
    socketPath = String(lines[1])
  }
}
