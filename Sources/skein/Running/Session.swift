import ArgumentParser
import Client
import Wire

/// One run of the command: its environment, its console, the way to the daemon.
final class Session {
  let environment: Environment
  let console: Console
  let options: GlobalOptions
  let input: StandardInput
  var dialer: Dialer
  lazy var current = CurrentThread(environment)
  /// What `explained` looks at.
  var usedThread: UsedThread?
  /// What was typed in an editor and is nowhere else yet.
  var draft: Draft?
  /// How long advice about an error may take.
  private static let hintMilliseconds = 1000
  /// Whether what is said is read where a chat's commands are typed.
  var isChat = false

  private init(_ options: GlobalOptions, environment: Environment, console: Console) throws {
    self.options = options
    self.environment = environment
    self.console = console
    // Programs may write to each other slowly, with nobody there.
    input = StandardInput(slowMilliseconds: console.hasStatus ? 1000 : 3000)
    dialer = try Dialer(
      socketFlag: options.socket, mayStart: !options.noStart, environment: environment)
    var said: Set<String> = []
    dialer.whenNoted = { [console] words in
      guard said.insert(words).inserted else { return }
      options.json ? console.status(json: TypedJSON.note(words)) : console.note(words)
    }
    // With --json, who reads standard error expects JSON there.
    guard !options.json else { return }
    let version = DaemonVersion(environment)
    let configuration = ConfigurationNews(dialer)
    dialer.whenConnected = { [console] in
      if let news = try version.news(on: $0) { console.note(news) }
      if let news = configuration.news(on: $0) { console.note(news) }
    }
  }

  static func opened(_ options: GlobalOptions) throws -> Session {
    let console = Console(.process)
    do {
      return try Session(options, environment: .process, console: console)
    } catch let error as ClientError {
      console.note(error.text)
      throw ExitCode(error)
    }
  }

  /// Says what went wrong, and gives the exit code; `explain` knows how the command was called.
  func report(
    _ error: any Error, _ explain: (Fault) -> String? = { _ in nil }
  ) -> any Error {
    switch error {
    case let error as ClientError:
      switch error {
      case .unknownFault(_, let json) where options.json: console.status(json: json)
      // The shell says it itself, and a reader that had enough is no fault.
      case .interrupted, .outputClosed: break
      default: console.note(spoken(error.text))
      }
      return ExitCode(error)
    case let fault as Fault:
      say(fault, explain)
      return ExitCode.daemonSaidNo
    case let fault as ReceivedFault:
      if let known = fault.fault, !options.json {
        say(known, explain)
      } else if options.json {
        console.status(json: fault.json)
      } else {
        console.note(spoken(fault.message))
      }
      return ExitCode.daemonSaidNo
    default: return error
    }
  }

  private func say(_ fault: Fault, _ explain: (Fault) -> String?) {
    if options.json {
      console.status(json: ReceivedFault.json(of: fault))
    } else {
      console.note(spoken(explain(fault) ?? FaultWords.text(of: fault)))
    }
    if let hint = Hint.after(fault, inChat: isChat) { console.note(hint) }
    let hint = Hint.aboutKey(
      after: fault, environment, missing: missingKeyVariables(),
      isSystemds: Systemd.keepsLog(for: dialer))
    if let hint { tell(hint) }
  }

  /// After a list of models: says which key is set here, but not in the daemon.
  func tellOfMissingKeys() {
    let hint = Hint.aboutKey(
      missingKeyVariables(), environment, isSystemds: Systemd.keepsLog(for: dialer))
    if let hint { tell(hint) }
  }

  /// The variables of keys that the daemon lacks; none where it does not say so at once.
  private func missingKeyVariables() -> [String] {
    let deadline = Deadline.after(milliseconds: Self.hintMilliseconds)
    do {
      let info = try dialer.connectIfRunning(until: deadline)?
        .call(ServerInfo.self, NoParams(), until: deadline)
      return info?.missingKeyVariables ?? []
    } catch {
      // The error that this would explain is told already.
      return []
    }
  }

  /// The sentence in the words of where it is read.
  func spoken(_ sentence: String) -> String {
    isChat ? ChatWords.words(of: sentence) : sentence
  }
}
