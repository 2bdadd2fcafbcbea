import ArgumentParser
import Client

/// What is put into a question beside its words.
struct PromptOptions: ParsableArguments {
  @Option(
    name: [.customShort("f"), .customLong("file")],
    help: ArgumentHelp(
      "Put a text file into the question, with its name; - is standard input. May be repeated.",
      valueName: "file"),
    completion: .file())
  var files: [String] = []

  /// The files, and what was piped in unless one of them took it.
  func parts(_ console: Console) throws -> PromptParts {
    guard files.count(where: { $0 == "-" }) < 2 else {
      throw ClientError.usage("--file -: standard input can be read once.")
    }
    let piped = try PromptInput.readPiped {
      if console.hasStatus {
        console.note("waiting for standard input to end; without one: skein ask … </dev/null")
      }
    }
    let texts = try files.map { try $0 == "-" ? PromptFile(piped: piped) : PromptFile($0) }
    return PromptParts(files: texts, piped: files.contains("-") ? [] : piped)
  }
}

/// A question but for its words.
struct PromptParts {
  let files: [PromptFile]
  let piped: [UInt8]

  var isEmpty: Bool { files.isEmpty && piped.isEmpty }

  func input(_ words: [String], _ console: Console) throws -> PromptInput {
    let input = try PromptInput(words: words, files: files, piped: piped)
    if input.wasRepaired {
      console.note("what was piped in is not all UTF-8; the rest reads as U+FFFD")
    }
    return input
  }
}
