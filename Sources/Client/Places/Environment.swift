package import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Environment variables, the process's own or a test's.
package struct Environment: Sendable {
  private let value: @Sendable (String) -> String?

  package init(_ variables: [String: String]) {
    value = { variables[$0] }
  }

  private init(value: @escaping @Sendable (String) -> String?) {
    self.value = value
  }

  package static let process = Environment { name in
    getenv(name).map { String(cString: $0) }
  }

  /// `nil` also for an empty variable, which the XDG rules and ours treat as not set.
  package subscript(_ name: String) -> String? {
    guard let text = value(name), !text.isEmpty else { return nil }
    return text
  }

  /// Fails where a variable of skein's own is no absolute path: what it means depends on where the
  /// command stands, and the daemon stands elsewhere.
  func expectAbsolute(_ name: String) throws(ClientError) {
    guard let text = self[name], text.utf8.first != UInt8(ascii: "/") else { return }
    throw .usage("\(name) must be an absolute path, and is \(text).")
  }

  /// Where this user's files are.
  package var places: Places { places(of: getuid()) }

  func places(of uid: UInt32) -> Places {
    Places(uid: uid) { [self] in self[$0] }
  }

  /// Whether a switch such as `SKEIN_NO_START` is on.
  package func isOn(_ name: String) -> Bool {
    guard let text = self[name] else { return false }
    return text != "0"
  }
}
