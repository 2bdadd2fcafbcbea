import ArgumentParser
import Client
import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@main
struct Skein: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "skein",
    abstract: "Ask language models; every answer is kept, in threads.",
    discussion: """
      Answers go to standard output, everything else to standard error. A daemon, skeind, keeps \
      the threads and asks the models; it is started when none answers.

      What begins with no command is a question: skein "What is a skein?", git diff | skein \
      "Review this". - stands for standard input wherever a text or a file is taken.

      Exit status: 0 done, 1 the daemon or a model answered with an error, 3 the answer was cut \
      off, 64 wrong usage, 69 no daemon can be reached; Ctrl-C ends it by SIGINT, which shells \
      report as 130.
      """,
    groupedSubcommands: [
      CommandGroup(
        name: "Ask",
        subcommands: [
          AskCommand.self, ChatCommand.self, LastCommand.self, RetryCommand.self, EditCommand.self,
          UndoCommand.self, ModelCommand.self, TemplateCommand.self,
        ]),
      CommandGroup(
        name: "Keep",
        subcommands: [
          ThreadCommand.self, SearchCommand.self, TurnCommand.self, UsageCommand.self,
          ExportCommand.self, ImportCommand.self,
        ]),
      CommandGroup(
        name: "Work",
        subcommands: [
          TaskCommand.self, ContextCommand.self, ActionCommand.self, PreviewCommand.self,
        ]),
      CommandGroup(
        name: "People", subcommands: [KeyCommand.self, UserCommand.self, SessionCommand.self]),
      CommandGroup(
        name: "Look after",
        subcommands: [
          DaemonCommand.self, EventCommand.self, DatabaseCommand.self, CallCommand.self,
          ProxyCommand.self, CompletionsCommand.self,
        ]),
    ])

  @Flag(help: "Show the version, also the daemon's if one runs.")
  var version = false

  @OptionGroup var global: GlobalOptions

  static func main() {
    StandardStreams.occupy()
    // Writing to a pager that was left is an error to handle, not a death.
    signal(SIGPIPE, SIG_IGN)
    do {
      let words = try Shorthand(Self.self).expanded(
        CommandLineWords.typed(), hasInput: StandardInput().isPiped)
      var command = try parseAsRoot(words)
      try command.run()
    } catch let error as ClientError {
      Console(.process).note(error.text)
      exit(withError: ExitCode(error))
    } catch {
      leave(because: error)
    }
  }
}

extension Skein {
  /// As ArgumentParser leaves, with its help on standard output and its complaints, which quote what
  /// was typed, on standard error.
  private static func leave(because error: any Error) -> Never {
    let code = exitCode(for: error)
    let text = OptionSuggestion.checked(fullMessage(for: error))
    // Everything is written and put back: now the signal does what it does to any program.
    if code == .interrupted { InterruptPipe.endByInterrupt() }
    let stream: Int32 = code == .success ? 1 : 2
    if !text.isEmpty {
      let queue = OutputQueue(descriptor: stream)
      queue.append((isatty(stream) == 1 ? PrintableText.block(text) : text).utf8)
      queue.append("\n".utf8)
      // There is nowhere to say that it failed.
      do { try queue.drain() } catch { exit(withError: code) }
    }
    exit(withError: code)
  }
}

extension Skein: SkeinCommand {
  func execute(_ session: Session) throws {
    guard version else { throw CleanExit.helpRequest(self) }
    try session.console.print("skein \(Version.current)\n")
    if Systemd.listensAlone(for: session.dialer) { return }
    guard let connection = try session.dialer.connectIfRunning() else { return }
    let info = try connection.call(ServerInfo.self, NoParams())
    let process = info.pid.map { " as process \($0)" } ?? ""
    try session.console.print("\(info.name) \(info.version), running\(process)\n")
    session.compare(info)
  }
}
