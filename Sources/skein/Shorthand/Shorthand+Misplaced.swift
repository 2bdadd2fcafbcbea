import ArgumentParser
import Client

/// Refuses words behind a command that it would take for something else than was meant.
extension Shorthand {
  /// The commands whose words are a question, or that take none: a number behind them is meant as that
  /// of a thread, which `-t` names here.
  private static let askingCommands: Set = ["chat", "edit", "last", "retry", "undo"]

  /// Refuses the number of a thread as a question or as the name of a file, a command's name behind
  /// edit, which takes the last question back, and a key as a word, which the shell would keep in its
  /// history.
  func refuseMisplaced(_ words: [String]) throws(ClientError) {
    guard words.count > 1 else { return }
    let (command, word) = (words[0], words[1])
    if command == "key", word == "set", words.dropFirst(2).filter({ !isOption($0) }).count > 1 {
      throw .usage(
        "skein key set takes the provider alone: the key is typed at its prompt or piped in, so that "
          + "it stands in no history.")
    }
    if command == "edit", words.count <= 3, let noun = self.command(word.lowercased()),
      !noun.below.isEmpty
    {
      let rest = words.dropFirst(2).map { " \($0)" }.joined()
      let meant = noun.below.contains("edit") ? "\(noun.text) edit\(rest)" : "\(noun.text) --help"
      throw .usage(
        "skein edit changes the last question, and “\(word)” is a command: did you mean skein \(meant)? "
          + "In quotation marks the words are the new question.")
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

  /// The options of a question that take no value, as one letter.
  private static let questionFlags: Set = ["-c", "-C", "-x"]

  /// Refuses a flag between the words of a question, such as `what does tar -x do`: it would be taken
  /// out of it, and obeyed.
  func refuseFlag(within words: [String]) throws(ClientError) {
    let inner = words.indices.dropFirst().dropLast()
      .filter { Self.questionFlags.contains(words[$0]) }
    // Parsing takes milliseconds, which most questions need not wait for.
    guard !inner.isEmpty, !words.contains("--"), let parsed = try? AskCommand.parse(words),
      parsed.words.count > 2
    else { return }
    let pairs = Set(zip(parsed.words, parsed.words.dropFirst()).map { [$0, $1] })
    for place in inner where pairs.contains([words[place - 1], words[place + 1]]) {
      throw .usage(
        "“\(words[place])” stands between the words of the question, and would be taken for an option: "
          + "put the question in quotation marks, or the option before it.")
    }
  }
}
