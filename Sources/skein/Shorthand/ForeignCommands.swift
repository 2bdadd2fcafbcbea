/// Names of commands that skein does not have at the top, but that people know from other programs, or
/// from below another command: they are not meant as a question.
enum ForeignCommands {
  /// The names that have a counterpart here.
  static let meanings = [
    "alias": "skein model list", "aliases": "skein model list", "auth": "skein key set",
    "cat": "skein thread show",
    "clone": "skein thread fork", "config": "skein daemon status",
    "configure": "skein daemon status", "continue": "skein chat -c",
    "conversation": "skein thread list",
    "conversations": "skein thread list", "copy": "skein thread fork",
    "cost": "skein usage", "costs": "skein usage", "cp": "skein thread fork",
    "del": "skein thread rm", "delete": "skein thread rm", "doctor": "skein daemon status",
    "dump": "skein export", "erase": "skein thread rm --permanent", "exec": "skein ask",
    "find": "skein search",
    "get": "skein thread show", "grep": "skein search", "health": "skein daemon status",
    "history": "skein thread list", "info": "skein daemon status", "kill": "skein daemon stop",
    "list": "skein thread list", "lists": "skein thread list", "load": "skein import",
    "log": "skein daemon logs", "login": "skein key set", "ls": "skein thread list",
    "man": "skein --help", "mv": "skein thread rename", "new": "skein chat",
    "open": "skein thread show", "provider": "skein model list", "providers": "skein model list",
    "ps": "skein turn list", "redo": "skein retry",
    "remove": "skein thread rm", "resume": "skein chat -c", "rm": "skein thread rm",
    "run": "skein ask", "save": "skein export", "serve": "skein daemon start",
    "server": "skein daemon status", "set-key": "skein key set", "settings": "skein daemon status",
    "setup": "skein key set",
    "shell": "skein chat", "show": "skein thread show", "status": "skein daemon status",
    "tail": "skein daemon logs", "tokens": "skein usage", "version": "skein --version",
    "view": "skein thread show", "whoami": "skein user show",
  ]

  /// The names without a counterpart.
  static let unknown: Set = [
    "clean", "clear", "collections", "commands", "commit", "disable", "embed", "enable", "exit",
    "fragments", "init", "logout", "plugins", "prune", "pull", "push", "quit", "reset", "schemas",
    "sync", "upgrade", "vacuum",
  ]

  /// The commands whose effect somebody may rely on: a single word behind one is taken for what it is
  /// done to, not for a question.
  static let reliedOn: Set = [
    "add", "archive", "auth", "backup", "config", "cp", "del", "delete", "disable", "enable",
    "erase", "init", "install", "keys", "log", "login", "logout", "logs", "ls", "models", "mv",
    "prune", "pull", "purge", "push", "remove", "restore", "rm", "run", "serve", "set-key",
    "settings", "tasks", "templates", "uninstall", "upgrade", "use",
  ]

  /// The names of what other programs keep: a command's word behind one, such as `set` or `list`, is
  /// no sentence.
  static let nouns: Set = [
    "alias", "aliases", "collections", "config", "conversation", "conversations", "fragments",
    "log", "logs", "plugins", "provider", "providers", "schemas", "settings",
  ]

  /// What begins no sentence: misspellings of the shortest command's name.
  static let misspelled = ["aks": "skein ask", "sak": "skein ask"]

  /// Words that begin a question, whatever command they are near to.
  static let questionWords: Set = [
    "can", "does", "how", "is", "what", "when", "where", "which", "who", "why",
  ]

  /// English words that differ by one letter from a command of six letters or more, and have the same
  /// first letter: they may begin a sentence. All such words of Debian's wamerican.
  static let english: Set = [
    "auction", "completion", "complexions", "content", "contents", "contest", "contests", "demon",
    "demons", "exhort", "expert", "experts", "extort", "extorts", "impart", "imparts", "starch",
    "threat", "threats", "tread", "treads",
  ]
}
