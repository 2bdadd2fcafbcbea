/// What the shells' completions need for the form without a command, which they complete as behind
/// `ask`.
enum ShortForm {
  /// The first words that do not begin a question, separated by `|`.
  static let firstWords: String = {
    let commands = Shorthand(Skein.self).commands
    let plurals = commands.filter { $0.below.contains("list") }.map { $0.text + "s" }
    return (commands.map(\.text) + plurals + ["ls", "new", "--version", "-h", "--help"])
      .joined(separator: "|")
  }()
}
