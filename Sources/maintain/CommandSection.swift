import Commands
import Reference

/// What skein(1) says of one command, each part for a place of its own between the prose.
struct CommandSection {
  let entry: CommandEntry
  /// Its own options and arguments: those of every command are described once.
  let arguments: [CommandArgument]

  /// Where a usage line has more options than this, it says that there are some.
  private static let shownOptions = 6
  /// With more values than this, their kind has a section of its own.
  private static let shownValues = 8

  init(_ entry: CommandEntry, without common: [CommandArgument]) throws {
    self.entry = entry
    arguments = try CommandArgument.all(in: entry.dump).filter { argument in
      argument.names != ["help"] && argument.names != ["h", "help"]
        && !common.contains { $0.names == argument.names }
    }
  }

  var name: String { entry.words.joined(separator: " ") }

  private var options: [CommandArgument] { arguments.filter { $0.kind != .argument } }

  /// How it is called, and what it does.
  func head() -> String {
    var page = Mdoc()
    page.macro("It Xo")
    page.macro("Nm")
    page.macro("Cm \(name)")
    if !entry.below.isEmpty {
      page.macro("Ar command")
      page.macro("Op Ar option ...")
      page.macro("Op Ar argument ...")
    } else if options.count > Self.shownOptions {
      page.macro("Op Ar option ...")
    } else {
      for option in options { page.macro(usage(of: option)) }
    }
    for argument in arguments where argument.kind == .argument { page.macro(usage(of: argument)) }
    page.macro("Xc")
    page.prose(entry.abstract)
    if let standard = entry.standard {
      page.prose("Without a command, it is `skein \(name) \(standard)`.")
    }
    if let alias = entry.aliases.first { page.prose("It may be called `\(alias)`, too.") }
    return page.text
  }

  /// Its options and arguments, but for those that are described elsewhere, and its examples.
  func tail(without described: Set<String>) -> String {
    var page = Mdoc()
    let left = arguments.filter { !described.contains($0.shown) }
    if !left.isEmpty {
      page.macro("Pp")
      page.macro("Bl -tag -width Ds -compact")
      for argument in left { write(argument, to: &page) }
      page.macro("El")
    }
    page.literal(entry.examples.flatMap(\.lines), style: "-offset indent")
    return page.text
  }

  /// One option or argument, for a list that describes it at greater length.
  func text(of argument: CommandArgument) -> String {
    var page = Mdoc()
    write(argument, to: &page)
    return page.text
  }

  private func write(_ argument: CommandArgument, to page: inout Mdoc) {
    page.macro("It " + tag(of: argument))
    page.prose(shellWords(argument.help))
    let standard = argument.standard.map { "`\($0)` by default" }
    if argument.values.count > Self.shownValues {
      page.prose("See")
      page.macro("Sx Times .")
    } else if !argument.values.isEmpty {
      let values = argument.values.map { "`\($0)`" }.joined(separator: ", ")
      page.prose("One of \(values)\(standard.map { "; \($0)" } ?? "").")
    } else if let standard {
      page.prose("It is \(standard).")
    }
  }

  private func tag(of argument: CommandArgument) -> String {
    let value = argument.kind == .flag ? "" : " Ar \(argument.valueName)"
    guard argument.kind != .argument else { return String(value.dropFirst()) + repeated(argument) }
    return argument.names.sorted { $0.count == 1 && $1.count > 1 }.map(flag)
      .joined(separator: " , ") + value
  }

  private func usage(of argument: CommandArgument) -> String {
    let short = argument.names.first { $0.count == 1 } ?? argument.names.first
    let value = argument.kind == .flag ? nil : "Ar \(argument.valueName)"
    let words = [short.map(flag), value].compactMap(\.self).joined(separator: " ")
    return (argument.isOptional ? "Op " : "") + words + repeated(argument)
  }

  private func repeated(_ argument: CommandArgument) -> String {
    argument.isRepeating ? " ..." : ""
  }

  /// mdoc puts the first dash.
  private func flag(_ name: String) -> String { "Fl " + (name.count == 1 ? name : "-" + name) }
}

/// With what a shell reads in bold: options, and commands behind skein's name.
private func shellWords(_ prose: String) -> String {
  prose.split(separator: " ", omittingEmptySubsequences: false).map { word in
    let bare = word.prefix { $0 != "," && $0 != ";" && $0 != "." && $0 != ":" }
    guard bare.hasPrefix("-"), bare.count > 1 else { return String(word) }
    return "`\(bare)`" + word.dropFirst(bare.count)
  }.joined(separator: " ")
}
