import ArgumentParser
import Wire

/// A command that talks to the daemon; how it ends is the same for all.
protocol SkeinCommand: DeclaredCommand {
  var global: GlobalOptions { get }
  func execute(_ session: Session) throws
  /// What a fault means in the words of this command, where the daemon speaks of a method's members;
  /// `nil` where its own message does.
  func explain(_ fault: Fault) -> String?
}

extension SkeinCommand {
  func explain(_ fault: Fault) -> String? { nil }

  mutating func run() throws {
    let session = try Session.opened(global)
    do {
      try execute(session)
      session.discardDraft()
    } catch {
      let reported = session.report(session.explained(error), explain)
      session.tellOfDraft()
      throw reported
    }
  }
}
