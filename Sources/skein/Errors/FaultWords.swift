import Wire

/// The daemon's errors in the words of the command: the daemon's messages name methods and members,
/// which a person at a shell did not type.
enum FaultWords {
  /// Phrases of the daemon's messages and their translations; longer phrases come first.
  private static let phrases = [
    ("call auth/login with a token first", "give a token in SKEIN_TOKEN"),
    ("call auth/login with another's token", "give another's token in SKEIN_TOKEN"),
    ("call again when it is back", "try again when it is back"),
    ("read it with message/list, page by page", "skein thread show prints it"),
    (
      "ask for less, or read it in pages with message/list, action/list and preview/list",
      "skein thread show, action list and preview list print its parts"
    ),
    ("watch it, cancel it, or let ifBusy queue yours", "wait for it, or end it with Ctrl-C there"),
    (
      "Set the thread's contextPolicy to dropOldest",
      "Leave its oldest messages out with skein thread set --context-policy dropOldest"
    ),
    ("which is imported as chatgpt", "which skein import chatgpt reads"),
    ("which is imported as claude", "which skein import claude reads"),
    ("Raise maxTokens", "Raise --max-tokens"),
    ("lower reasoningEffort", "lower --reasoning-effort"),
    ("context/delete", "skein context rm"), ("context/restore", "skein context restore"),
    ("session/create", "skein session create"), ("task/delete", "skein task rm"),
    ("task/restore", "skein task restore"), ("thread/delete", "skein thread rm"),
    ("thread/restore", "skein thread restore"), ("thread/revert", "skein undo"),
    ("thread/update of", "skein thread set -m NAME"),
    ("turn/retry", "skein retry"),
    ("user/create", "skein user create"), ("model/list", "skein model list"),
    ("account/link", "skein key set"),
  ]

  /// The options and arguments that set a member, used where a command has no message of its own.
  private static let members = [
    "contextPolicy": "--context-policy", "description": "--description", "email": "The address",
    "expiresInSeconds": "--days", "model": "--model", "name": "The name",
    "options.maxTokens": "--max-tokens", "options.reasoningEffort": "--reasoning-effort",
    "options.responseFormat": "--schema", "options.stop": "--stop",
    "options.temperature": "--temperature", "options.topP": "--top-p", "payload": "The payload",
    "query": "The words to look for", "result": "The result", "since": "--since",
    "systemPrompt": "--system", "throughSequence": "--through", "title": "The title",
    "uid": "--uid",
  ]

  static func text(of fault: Fault) -> String {
    var text = fault.message
    // Other messages about a member name what the person typed already.
    if let path = fault.data.path, let expected = fault.data.expected,
      text.hasPrefix("\(path):"), let name = option(path)
    {
      text = "\(name): expected \(expected)."
    }
    return words(of: text)
  }

  /// The same for a message alone, as turns store it.
  static func words(of message: String) -> String {
    phrases.reduce(message) { $0.replacing($1.0, with: $1.1) }
  }

  /// The option for a member or for its container: `options.stop[0]` is set by `--stop`.
  private static func option(_ path: String) -> String? {
    if let name = members[path] { return name }
    guard let end = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { return nil }
    return option(String(path[..<end]))
  }
}
