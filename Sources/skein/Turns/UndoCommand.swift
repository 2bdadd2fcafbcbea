import ArgumentParser
import Client
import Wire

struct UndoCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "undo", "Take back the last question and its answer.",
    discussion: """
      From this terminal's thread. Standard error says which question it was, and the number of a \
      version that keeps the thread as it was; a question without an answer leaves no version, and \
      skein turn show prints it. A thread that never held anything else is deleted; skein thread \
      restore brings it back.
      """,
    examples: ["skein undo", "skein undo -t 12"])

  @OptionGroup var thread: ThreadChoice
  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    let connection = try session.dialer.connect()
    let thread = try session.ownThread(thread, on: connection)
    let last = try LastQuestion.required(of: thread, on: connection)
    let taken = try last.takeBack(on: connection, session, deletesEmpty: true)
    if global.json { try session.console.print(json: taken.json) }
  }
}
