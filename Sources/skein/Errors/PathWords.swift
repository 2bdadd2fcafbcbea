import Client
import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Errors about a file that the daemon should read or write, in a shell's form: the file's name
/// first, then the reason.
enum PathWords {
  /// An error about a file to read.
  static func ofSource(_ path: String, _ fault: Fault) -> String? {
    guard fault.kind == .invalidParams, fault.data.path == "path" else { return nil }
    var found = stat()
    guard stat(path, &found) == 0 else { return reason(path) }
    return sentence(path, fault)
  }

  /// An error about a file to create.
  static func ofNewFile(_ path: String, _ fault: Fault) -> String? {
    guard fault.kind == .invalidParams, fault.data.path == "path" else { return nil }
    var found = stat()
    if lstat(path, &found) == 0 {
      return "\(path) exists already: name a new file, or remove this one first."
    }
    let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    guard stat(directory, &found) == 0 else { return reason(directory) }
    return sentence(path, fault)
  }

  /// The daemon sees the file differently, or knows more about its content.
  private static func sentence(_ path: String, _ fault: Fault) -> String? {
    guard let expected = fault.data.expected else { return nil }
    return FaultWords.words(of: "\(path): expected \(unnamed(path, in: expected)).")
  }

  /// Removes the file's whole path behind a colon: its name begins the sentence already.
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
