/// What a shell has to know of the form without a command, in which words are completed as behind
/// `ask`.
enum ShortForm {
  /// The first words that begin no question, by `|`.
  static let firstWords: String = {
    let commands = Shorthand(Skein.self).commands
    let plurals = commands.filter { $0.below.contains("list") }.map { $0.text + "s" }
    return (commands.map(\.text) + plurals + ["ls", "new", "--version", "-h", "--help"])
      .joined(separator: "|")
  }()
}
