import ArgumentParser

/// What is wrong with a command line, in one voice with every other error: ArgumentParser says it over
/// several lines and in words of its own.
///
/// Its errors have no public type, only their text; a test holds each form that is read here.
struct ParseErrorWords {
  /// As ArgumentParser has it.
  private let message: String
  /// The command that was called: `skein thread list`.
  private let command: String

  /// `wholeMessage` is the error's, with the usage behind it.
  init(_ error: any Error, wholeMessage: String? = nil) {
    message = Skein.message(for: error)
    command = Self.command(in: wholeMessage ?? Skein.fullMessage(for: error))
  }

  /// Sentences without the program's name before them; empty where nothing is to be said.
  var text: String {
    missing ?? unknown ?? excess ?? valueless ?? invalid ?? message
  }

  private var advice: String { "See \(command) --help." }

  private var missing: String? {
    guard let name = parts("Missing expected argument '*'")?.first else { return nil }
    let example = CommandDeclaration.called(by: command.split(separator: " ").dropFirst())
      .examples.first
    return "\(name.replacing(" ...", with: "")) is missing. \(advice)"
      + (example.map { " For example:\n  \($0.line)" } ?? "")
  }

  private var unknown: String? {
    if let or = message.firstRange(of: "\n   or: "),
      let parts = Self.read(
        String(message[or.upperBound...]), as: "Missing value for '*' in '*'")
    {
      return "\(needed(parts[0])), and “\(parts[1])” has none. \(advice)"
    }
    if let parts = parts("Unknown option '*'. Did you mean '*'?") {
      let isNear = OptionSuggestion.isNear(parts[0], parts[1])
      return "“\(parts[0])” is no option of \(command)"
        + (isNear ? "; did you mean \(parts[1])? \(advice)" : ". \(other(parts[0]) ?? advice)")
    }
    return parts("Unknown option '*'").map {
      "“\($0[0])” is no option of \(command). \(other($0[0]) ?? advice)"
    }
  }

  /// What does the work of an option that people know from other programs.
  private func other(_ option: String) -> String? {
    guard command == "skein ask" || command == "skein chat" else { return nil }
    if ["-a", "--attachment", "--image"].contains(option) {
      return "Images are not sent to models; -f FILE sends a file of text."
    }
    return "\(advice) In quotation marks it is part of the question."
  }

  private var excess: String? {
    if let word = parts("Unexpected argument '*'")?.first {
      return "“\(word)” is one argument more than \(command) takes. \(advice)"
    }
    return parts("* unexpected arguments: '*'").map { parts in
      let words = "“\(parts[1].replacing("', '", with: "”, “"))”"
      return "\(words) are \(parts[0]) arguments more than \(command) takes. \(advice)"
    }
  }

  private var valueless: String? {
    if let option = parts("Missing value for '*'")?.first {
      return "\(needed(option)). \(advice)"
    }
    return parts("The option '*' does not take any value, but '*' was specified.").map {
      "\($0[0]) takes no value, and “\($0[1])” is one. \(advice)"
    }
  }

  private var invalid: String? {
    guard let parts = parts("The value '*' is invalid for '*'*") else { return nil }
    let (typed, place) = (parts[0], parts[1])
    let option = place.split(separator: " ").first.map(String.init) ?? place
    let kind = place.split(separator: "<").last?.dropLast() ?? ""
    let isNone = "\(option): “\(typed)” is no \(kind)"
    let values = Self.values(in: parts[2])
    return values.isEmpty
      ? "\(isNone). \(advice)" : "\(isNone): expected \(listed(values)). \(advice)"
  }

  /// `--limit <count>` as a sentence.
  private func needed(_ option: String) -> String {
    let words = option.split(separator: " ", maxSplits: 1)
    return words.count < 2 ? "\(option) needs a value" : "\(words[0]) needs a value, \(words[1])"
  }

  private func listed(_ values: [String]) -> String {
    guard values.count > 1, let last = values.last else { return values.joined() }
    return values.dropLast().joined(separator: ", ") + " or " + last
  }

  /// The values that ArgumentParser proposes, in a sentence or a line each.
  private static func values(in proposal: String) -> [String] {
    if let lines = read(proposal, as: ". Please provide one of the following:\n*")?.first {
      return lines.split(separator: "\n").map { String($0.trimmingPrefix("  - ")) }
    }
    guard let list = read(proposal, as: ". Please provide one of '*'.")?.first else { return [] }
    return list.replacing("' and '", with: "', '").replacing("' or '", with: "', '")
      .split(separator: "', '").map(String.init)
  }

  /// `skein thread list` of the line at the end that says where its help is.
  private static func command(in whole: String) -> String {
    let last = whole.split(separator: "\n").last.map(String.init) ?? ""
    return read(last, as: "  See '* --help' for more information.")?.first ?? "skein"
  }

  private func parts(_ form: String) -> [String]? { Self.read(message, as: form) }

  /// What stands in a text at each `*` of its form; `nil` where it has another form. The first is as
  /// long as can be, since it is what somebody has typed.
  private static func read(_ text: String, as form: String) -> [String]? {
    let fixed = form.split(separator: "*", omittingEmptySubsequences: false)
    guard let head = fixed.first, let tail = fixed.last, text.count >= head.count + tail.count,
      text.hasPrefix(head), text.hasSuffix(tail)
    else { return nil }
    var rest = text.dropFirst(head.count).dropLast(tail.count)
    var found: [String] = []
    for piece in fixed.dropFirst().dropLast() {
      let places = rest.ranges(of: piece)
      guard let place = found.isEmpty ? places.last : places.first else { return nil }
      found.append(String(rest[..<place.lowerBound]))
      rest = rest[place.upperBound...]
    }
    return found + [String(rest)]
  }
}
