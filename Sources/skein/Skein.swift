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

/// What the executable starts.
package enum CommandLineProgram {
  package static func main() { Skein.main() }
}

struct Skein: DeclaredCommand {
  static let declaration = CommandDeclaration(
    "skein", "Ask language models and keep every answer in threads.",
    discussion: """
      Answers go to standard output, everything else to standard error. A daemon, skeind, keeps \
      the threads and asks the models; skein starts it if none runs.

      A command line that begins with no command is a question. Where a text or a file is \
      expected, - stands for standard input.

      Exit status: 0 success; 1 the daemon or a model answered with an error; 3 the answer was cut \
      off; 64 wrong usage; 69 no daemon can be reached. Ctrl-C ends the command by SIGINT, which \
      shells report as 130.
      """,
    examples: [
      #"skein "What is a skein?""#,
      #"git diff | skein ask "Write the commit message.""#,
      "skein search yarn",
    ],
    groups: [
      .init(
        "Ask",
        [
          AskCommand.self, ChatCommand.self, LastCommand.self, RetryCommand.self, EditCommand.self,
          UndoCommand.self, ModelCommand.self, TemplateCommand.self,
        ]),
      .init(
        "Keep",
        [
          ThreadCommand.self, SearchCommand.self, TurnCommand.self, UsageCommand.self,
          ExportCommand.self, ImportCommand.self,
        ]),
      .init(
        "Work",
        [TaskCommand.self, ContextCommand.self, ActionCommand.self, PreviewCommand.self]),
      .init("People", [KeyCommand.self, UserCommand.self, SessionCommand.self]),
      .init(
        "Look after",
        [
          DaemonCommand.self, EventCommand.self, DatabaseCommand.self, CallCommand.self,
          ProxyCommand.self, CompletionsCommand.self,
        ]),
    ])

  @Flag(help: "Show the version, also the daemon's if one runs.")
  var version = false

  @OptionGroup var global: GlobalOptions

  /// Reads the command line of this process, does what it says, and ends the process where that goes
  /// wrong.
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
      end(with: ExitCode(error))
    } catch {
      leave(because: error)
    }
  }
}

extension Skein {
  /// Ends with the help on standard output, or with what is wrong on standard error.
  private static func leave(because error: any Error) -> Never {
    // A command has printed what went wrong itself.
    if let code = error as? ExitCode { end(with: code) }
    // ArgumentParser writes the whole help for each of its functions that gets the error.
    let message = fullMessage(for: error)
    let code = message.hasPrefix(helpStart) ? ExitCode.success : exitCode(for: error)
    let console = Console(.process)
    guard code == .success else {
      let text = ParseErrorWords(error, wholeMessage: message).text
      if !text.isEmpty { console.note(text) }
      end(with: code)
    }
    // There is nowhere to say that it failed.
    do { try console.print(message.isEmpty ? "" : message + "\n") } catch { end(with: code) }
    end(with: code)
  }

  /// What the help of a command begins with, and no error.
  private static let helpStart = "OVERVIEW: "
}

/// Ends the process. Everything is written and put back: an interrupt ends it by the signal, as it does
/// any program.
private func end(with code: ExitCode) -> Never {
  if code == .interrupted { InterruptPipe.endByInterrupt() }
  exit(code.rawValue)
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
