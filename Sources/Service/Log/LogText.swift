import Wire

/// Makes text from clients and providers safe for the log.
package enum LogText {
  /// The text on one line, with every invisible character as an escape such as `\n` or `\u{202E}`.
  /// So text from a peer can neither look like a line of our own nor change how the line is
  /// displayed.
  package static func line(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: \.isUnseen) else { return text }
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": line.append(contentsOf: #"\n"#.unicodeScalars)
      case "\r": line.append(contentsOf: #"\r"#.unicodeScalars)
      case "\t": line.append(contentsOf: #"\t"#.unicodeScalars)
      case _ where scalar.isUnseen:
        let number = String(scalar.value, radix: 16, uppercase: true)
        line.append(contentsOf: "\\u{\(number)}".unicodeScalars)
      default: line.append(scalar)
      }
    }
    return String(line)
  }
}
