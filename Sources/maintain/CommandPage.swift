import Commands
import Reference

/// skein(1): what a command says of itself stands there between comments, the prose around it is
/// written by hand.
///
/// `begin thread list` and `end thread list` hold how a command is called and what it does, `begin
/// thread list options` its options and examples, `begin ask --system` one option that is described
/// at greater length, `begin --json` one that every command has, `begin commands` the table of all.
struct CommandPage {
  static let path = "man/skein.1"

  /// Thrown where the page and the commands do not have the same names.
  struct Misplaced: Error, CustomStringConvertible {
    let description: String
  }

  private let sections: [CommandSection]
  /// skein itself, with the options that every command has.
  private let root: CommandSection

  init(_ entries: [CommandEntry] = CommandEntry.all) throws {
    guard let first = entries.first(where: { $0.words.isEmpty }) else {
      throw Misplaced(description: "skein itself is no command.")
    }
    root = try CommandSection(first, without: [])
    let common = root.arguments
    sections = try entries.filter { !$0.words.isEmpty }
      .map { try CommandSection($0, without: common) }
  }

  /// The page with its generated parts written anew.
  func refreshed(_ page: String) throws -> String {
    let named = Self.names(in: page)
    var parts: [String: String] = [:]
    for section in sections {
      let own = section.arguments.map(\.shown).filter { named.contains("\(section.name) \($0)") }
      for argument in section.arguments where own.contains(argument.shown) {
        parts["\(section.name) \(argument.shown)"] = section.text(of: argument)
      }
      parts[section.name] = section.head()
      parts["\(section.name) options"] = section.tail(without: Set(own))
    }
    for argument in root.arguments { parts[argument.shown] = root.text(of: argument) }
    parts["commands"] = table()
    let missing = Set(parts.keys).subtracting(named).sorted()
    guard missing.isEmpty else {
      throw Misplaced(
        description: "\(Self.path) has no place for: \(missing.joined(separator: ", ")). "
          + "Add `.\\\" begin …` and `.\\\" end …` there.")
    }
    return try Self.replaced(in: page, parts)
  }

  /// Every command by its group, with what it does.
  private func table() -> String {
    var page = Mdoc()
    var group: String?
    for section in sections where section.entry.words.count == 1 {
      if section.entry.group != group {
        if group != nil { page.macro("El") }
        group = section.entry.group
        page.macro("Pp")
        page.prose("\(group ?? ""):")
        page.macro("Bl -tag -width completions -offset indent -compact")
      }
      page.macro("It Cm \(section.name)")
      page.prose(section.entry.abstract)
    }
    page.macro("El")
    return page.text
  }

  private static let opening = ".\\\" begin "
  private static let closing = ".\\\" end "

  private static func names(in page: String) -> Set<String> {
    Set(
      page.split(separator: "\n").filter { $0.hasPrefix(opening) }
        .map { String($0.dropFirst(opening.count)) })
  }

  private static func replaced(in page: String, _ parts: [String: String]) throws -> String {
    var lines: [Substring] = []
    var open: String?
    var written: Set<String> = []
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix(closing) {
        guard String(line.dropFirst(closing.count)) == open else {
          throw Misplaced(description: "\(path): “\(line)” ends what was not begun.")
        }
        open = nil
      }
      if open == nil { lines.append(line) }
      guard line.hasPrefix(opening) else { continue }
      let name = String(line.dropFirst(opening.count))
      guard open == nil, let part = parts[name], written.insert(name).inserted else {
        throw Misplaced(
          description: "\(path): “\(line)” is no command or option, or stands there twice.")
      }
      open = name
      lines += part.split(separator: "\n")
    }
    guard open == nil else { throw Misplaced(description: "\(path): “\(open ?? "")” has no end.") }
    return lines.joined(separator: "\n")
  }
}
