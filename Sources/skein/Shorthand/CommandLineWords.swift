import Client

/// The words of the command line as they were typed.
enum CommandLineWords {
  /// Without the program's own name. The system hands over bytes: what is no text is refused, for
  /// what would be kept or asked in its place nobody has typed.
  static func typed() throws(ClientError) -> [String] {
    var words: [String] = []
    for index in 1..<max(1, Int(CommandLine.argc)) {
      guard let bytes = CommandLine.unsafeArgv[index] else { break }
      guard let word = String(validatingCString: bytes) else {
        throw .usage(
          "“\(String(cString: bytes))” is not UTF-8: convert it first, or pipe the text in.")
      }
      words.append(word)
    }
    return words
  }
}
