import Wire

/// What clients and providers have said, made safe for a log.
package enum LogText {
  /// The same text on one line, in which everything unseen is written out: `\n`, `\u{202E}`. What a
  /// peer sent can neither look like an event of ours nor change what is read.
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
