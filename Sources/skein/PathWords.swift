import Client
import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What is wrong with a file that the daemon was to read or write, as a shell says it: the file's
/// name first, then the reason.
enum PathWords {
  /// A file that is read.
  static func ofSource(_ path: String, _ fault: Fault) -> String? {
    guard fault.kind == .invalidParams, fault.data.path == "path" else { return nil }
    var found = stat()
    guard stat(path, &found) == 0 else { return reason(path) }
    return sentence(path, fault)
  }

  /// A file that is made.
  static func ofNewFile(_ path: String, _ fault: Fault) -> String? {
    guard fault.kind == .invalidParams, fault.data.path == "path" else { return nil }
    var found = stat()
    if lstat(path, &found) == 0 {
      return "\(path) is there already: name a file that is not, or remove it first."
    }
    let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    guard stat(directory, &found) == 0 else { return reason(directory) }
    return sentence(path, fault)
  }

  /// The daemon sees it otherwise than we do, or knows more of what is in it.
  private static func sentence(_ path: String, _ fault: Fault) -> String? {
    guard let expected = fault.data.expected else { return nil }
    return FaultWords.words(of: "\(path): expected \(unnamed(path, in: expected)).")
  }

  /// Without the file's whole path behind a colon: its name stands at the head of the sentence.
  private static func unnamed(_ path: String, in expected: String) -> String {
    guard let colon = expected.firstRange(of: ": /") else { return expected }
    guard let name = expected[colon.lowerBound...].firstRange(of: path + " ") else {
      return expected
    }
    return expected[..<colon.lowerBound] + ", and this " + expected[name.upperBound...]
  }

  private static func reason(_ path: String) -> String {
    "\(path): \(String(cString: strerror(errno)))"
  }
}
