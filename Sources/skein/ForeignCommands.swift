/// Commands that other programs have and skein has not, or has below another: who types one does not
/// ask a model.
enum ForeignCommands {
  /// By the word, what does that here.
  static let meanings = [
    "aliases": "skein model list", "auth": "skein key set", "cat": "skein thread show",
    "clone": "skein thread fork", "config": "skein daemon status",
    "configure": "skein daemon status", "continue": "skein chat -c", "copy": "skein thread fork",
    "cost": "skein usage", "costs": "skein usage", "cp": "skein thread fork",
    "del": "skein thread rm", "delete": "skein thread rm", "doctor": "skein daemon status",
    "dump": "skein export", "erase": "skein thread rm --permanent", "find": "skein search",
    "get": "skein thread show", "grep": "skein search", "health": "skein daemon status",
    "history": "skein thread list", "info": "skein daemon status", "kill": "skein daemon stop",
    "list": "skein thread list", "lists": "skein thread list", "load": "skein import",
    "log": "skein daemon logs", "login": "skein key set", "ls": "skein thread list",
    "man": "skein --help", "mv": "skein thread rename", "new": "skein chat",
    "open": "skein thread show", "ps": "skein turn list", "redo": "skein retry",
    "remove": "skein thread rm", "resume": "skein chat -c", "rm": "skein thread rm",
    "run": "skein ask", "save": "skein export", "serve": "skein daemon start",
    "server": "skein daemon status", "settings": "skein daemon status", "setup": "skein key set",
    "shell": "skein chat", "show": "skein thread show", "status": "skein daemon status",
    "tail": "skein daemon logs", "tokens": "skein usage", "version": "skein --version",
    "view": "skein thread show", "whoami": "skein user show",
  ]

  /// Those that nothing here does.
  static let unknown: Set = [
    "clean", "clear", "commands", "commit", "disable", "embed", "enable", "exit", "init", "logout",
    "plugins", "prune", "pull", "push", "quit", "reset", "sync", "upgrade", "vacuum",
  ]

  /// Those that somebody may rely on having been done: one word behind them names what they are done
  /// to, and begins no sentence.
  static let reliedOn: Set = [
    "archive", "backup", "cp", "del", "delete", "erase", "ls", "mv", "prune", "purge", "remove",
    "restore", "rm", "uninstall",
  ]

  /// English words that are one letter away from a command of six letters or more and begin as it
  /// does: before others they begin a sentence. All that Debian's wamerican has.
  static let english: Set = [
    "auction", "completion", "complexions", "content", "contents", "contest", "contests", "demon",
    "demons", "exhort", "expert", "experts", "extort", "extorts", "impart", "imparts", "starch",
    "threat", "threats", "tread", "treads",
  ]
}
