import Wire

/// A text file that is included in a question, under its name.
package struct PromptFile: Equatable {
  private let name: String
  private let text: String
  private let wasRepaired: Bool

  /// Reads the file at `path`, which may be a pipe.
  package init(_ path: String) throws(ClientError) {
    let limit = Limits.contentBytes
    let bytes = try SmallFile.contents(path, limit: limit)
    guard bytes.count <= limit else {
      throw .usage("\(path) is too large: a question takes \(limit) bytes at most.")
    }
    try self.init(name: path, bytes)
  }

  /// The piped input, treated as a file.
  package init(piped bytes: [UInt8]) throws(ClientError) {
    guard !bytes.isEmpty else {
      throw .usage("--file -: nothing is piped in.")
    }
    try self.init(name: "standard input", bytes)
  }

  private init(name: String, _ bytes: [UInt8]) throws(ClientError) {
    guard let read = ForeignText(bytes) else {
      throw .usage("\(name) is not text in UTF-8: leave it out, or convert it first.")
    }
    self.name = name
    text = read.text
    wasRepaired = read.wasRepaired
  }

  /// The note about replaced bytes; `nil` where there are none.
  package var complaint: String? {
    wasRepaired ? "\(name) is not all UTF-8; other bytes were replaced by U+FFFD" : nil
  }

  /// Whether the file is empty.
  package var isEmpty: Bool { text.isEmpty }

  /// Its name, then its text in a fenced code block whose fence does not occur in the text.
  package var block: String {
    let fence = String(repeating: "`", count: max(3, longestRun(of: "`") + 1))
    let body = text.isEmpty || text.utf8.last == UInt8(ascii: "\n") ? text : text + "\n"
    return "\(name.replacing("\n", with: " ")):\n\n\(fence)\(language)\n\(body)\(fence)"
  }

  /// Its suffix, by which models know the language.
  private var language: Substring {
    guard let file = name.split(separator: "/").last, let dot = file.lastIndex(of: "."),
      dot > file.startIndex
    else { return "" }
    let suffix = file[file.index(after: dot)...]
    let isWord = suffix.utf8.allSatisfy { Character(Unicode.Scalar($0)).isLetterOrDigit }
    return isWord && suffix.utf8.count <= 16 ? suffix : ""
  }

  private func longestRun(of mark: Character) -> Int {
    var (run, longest) = (0, 0)
    for character in text {
      run = character == mark ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}

extension Character {
  fileprivate var isLetterOrDigit: Bool { isASCII && (isLetter || isNumber) }
}
