import ArgumentParser

struct CompletionsCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "completions", "Print the completion script for a shell.",
    discussion: """
      It completes threads, tasks, models, methods and templates too, as long as a daemon runs. \
      skein(1) says where the script belongs.
      """,
    examples: ["source <(skein completions bash)"])

  enum Shell: String, CaseIterable, ExpressibleByArgument {
    case bash, zsh, fish
  }

  @Argument(help: "The shell.") var shell: Shell
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    try session.console.write(script)
  }

  private var script: String {
    switch shell {
    case .bash: Skein.completionScript(for: .bash) + "\n" + BashCompletion.script
    case .zsh: ZshCompletion.script(Skein.completionScript(for: .zsh))
    case .fish: Skein.completionScript(for: .fish) + "\n" + FishCompletion.script
    }
  }
}
