import Client

/// Refuses words behind a command that it would take for something else than was meant.
extension Shorthand {
  /// The commands whose words are a question, or that take none: a number behind them is meant as that
  /// of a thread, which `-t` names here.
  private static let askingCommands: Set = ["chat", "edit", "last", "retry", "undo"]

  /// Refuses the number of a thread as a question or as the name of a file, and a key as a word, which
  /// the shell would keep in its history.
  func refuseMisplaced(_ words: [String]) throws(ClientError) {
    guard words.count > 1 else { return }
    let (command, word) = (words[0], words[1])
    if command == "key", word == "set", words.dropFirst(2).filter({ !isOption($0) }).count > 1 {
      throw .usage(
        "skein key set takes the provider alone: the key is typed at its prompt or piped in, so that "
          + "it stands in no history.")
    }
    guard !word.isEmpty, word.allSatisfy(\.isWholeNumber) else { return }
    if command == "export" {
      throw .usage(
        "skein thread export \(word) writes thread \(word); skein export ./\(word) writes everything "
          + "to a file of that name.")
    }
    guard Self.askingCommands.contains(command) else { return }
    let isQuestion = command == "chat" || command == "edit"
    throw .usage(
      "skein \(command) -t \(word) is for thread \(word)."
        + (isQuestion ? " Words that begin with a number are a question in quotation marks." : ""))
  }
}
