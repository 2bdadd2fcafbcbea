/// How a key looks that stands where none belongs: the beginnings that providers give theirs.
package enum KeyShape {
  private static let beginnings = [
    "sk-", "sk_", "gsk_", "xai-", "AIza", "hf_", "ghp_", "gho_", "github_pat_", "pplx-", "nvapi-",
    "r8_", "csk-", "fw_", "tgp_", "AKIA", "eyJ", "Bearer ",
  ]

  /// Shorter ones are words that begin so.
  private static let shortest = 12

  package static func isKey(_ text: String) -> Bool {
    text.utf8.count >= shortest && beginnings.contains(where: text.hasPrefix)
  }

  /// Whether a word of a command is one.
  package static func stands(in command: String) -> Bool {
    command.split { " \t\n\"'=:;|&()<>".contains($0) }.contains { isKey(String($0)) }
  }

  /// The same where the name of a variable is expected: those are not long mixtures of small letters
  /// and digits.
  package static func isKeyAndNoVariable(_ text: String) -> Bool {
    let bytes = text.utf8
    let hasSmall = bytes.contains { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
    let hasDigit = bytes.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return isKey(text) || bytes.count >= 24 && hasSmall && hasDigit
  }
}
