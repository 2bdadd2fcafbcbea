import ArgumentParser
import Client
import Wire

struct UserDeleteCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "delete", "Erase yourself and everything that you own for good.",
    discussion: """
      On a terminal it asks for your address; elsewhere --confirm has to give it. What skein user \
      export or a backup has written to other files stays there.
      """,
    examples: ["skein user delete"])

  @Option(
    help: ArgumentHelp("Your e-mail address, instead of asking for it.", valueName: "address"))
  var confirm: String?
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let answer = try confirm ?? ask(session, connection)
    guard let email = Email(answer) else {
      throw ClientError.usage(refusal(of: answer, "your address"))
    }
    _ = try session.call(
      UserDelete.self, UserDelete.Params(confirm: email), global, on: connection
    ) { result in
      let counts = result.counts
      let done =
        "Erased: \(counted(counts.threads, "thread")), \(counted(counts.messages, "message")), "
        + "\(counted(counts.tasks, "task")), \(counted(counts.contexts, "context"))."
      return result.erased
        ? done
        : done + " Another program reads the database; the last bytes go when it is done."
    }
  }

  func explain(_ fault: Fault) -> String? {
    guard fault.data.path == "confirm", let expected = fault.data.expected else { return nil }
    return refusal(of: confirm, expected)
  }

  /// What is said to who has given something else.
  private func refusal(of answer: String?, _ expected: String) -> String {
    let given = confirm == nil ? "What was typed" : "What --confirm names"
    let shown = answer.map { $0.isEmpty ? "" : ", “\($0)”," } ?? ""
    return "\(given)\(shown) is not \(expected): nothing was erased."
  }

  private func ask(_ session: Session, _ connection: Connection) throws -> String {
    guard session.console.canAsk else {
      throw ClientError.usage("Expected --confirm with your address, as skein user show says it.")
    }
    let email = try connection.call(UserGet.self, NoParams()).user.email
    session.console.prompt(
      "Everything that \(PrintableText.line(email)) owns here will be erased for good.\n"
        + "Type the address to go on:")
    return readLine() ?? ""
  }
}
