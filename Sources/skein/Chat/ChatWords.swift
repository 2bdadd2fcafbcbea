/// A sentence of the command for who types in a chat: commands of the shell and options by what can
/// be typed there, where that does the same.
enum ChatWords {
  /// What is longer comes first.
  private static let phrases = [
    ("skein thread pick chooses another", "/thread lists others"),
    ("skein thread list shows them", "/thread lists the last of them"),
    ("skein model list", "/model"),
    (": skein thread show ", ": /thread "),
    ("skein retry asks", "/retry asks"),
    ("skein ask makes one", "a question makes one"),
    ("--model: expected", "/model: expected"), ("--system: expected", "/system: expected"),
    ("Raise --max-tokens", "Begin a chat with a higher --max-tokens"),
    ("lower --reasoning-effort", "a lower --reasoning-effort"),
    (
      "Leave its oldest messages out with skein thread set",
      "/new begins another one; its oldest messages are left out after skein thread set"
    ),
  ]

  static func words(of sentence: String) -> String {
    phrases.reduce(sentence) { $0.replacing($1.0, with: $1.1) }
  }
}
