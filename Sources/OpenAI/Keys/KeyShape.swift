/// Recognises a key in a place where none belongs, by the prefixes that providers give their keys.
package enum KeyShape {
  private static let beginnings = [
    "sk-", "sk_", "gsk_", "xai-", "AIza", "hf_", "ghp_", "gho_", "github_pat_", "pplx-", "nvapi-",
    "r8_", "csk-", "fw_", "tgp_", "AKIA", "eyJ", "Bearer ",
  ]

  /// Shorter texts are ordinary words with such a prefix.
  private static let shortest = 12

  package static func isKey(_ text: String) -> Bool {
    text.utf8.count >= shortest && beginnings.contains(where: text.hasPrefix)
  }

  /// Whether a word of a command is a key.
  package static func stands(in command: String) -> Bool {
    command.split { " \t\n\"'=:;|&()<>".contains($0) }.contains { isKey(String($0)) }
  }

  /// The same where the name of a variable is expected: such names are not long mixtures of
  /// lower-case letters and digits.
  package static func isKeyAndNoVariable(_ text: String) -> Bool {
    let bytes = text.utf8
    let hasSmall = bytes.contains { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
    let hasDigit = bytes.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return isKey(text) || bytes.count >= 24 && hasSmall && hasDigit
  }
}
