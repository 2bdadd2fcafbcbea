import ArgumentParser

/// What `-o` is given: a model's option when it reads `NAME=VALUE`, else the name of a file.
enum OutputOrOption: ExpressibleByArgument, Equatable {
  case option(name: String, value: String)
  case file(String)

  init?(argument: String) {
    if let mark = argument.firstIndex(of: "="), Self.isName(argument[..<mark]) {
      self = .option(
        name: String(argument[..<mark]), value: String(argument[argument.index(after: mark)...]))
    } else if argument.isEmpty {
      return nil
    } else {
      self = .file(argument)
    }
  }

  /// A letter or `_`, then letters, digits and `_`, all of ASCII.
  private static func isName(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
      default: false
      }
    }
  }
}
