package import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The environment variables of the process, or those of a test.
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

  /// `nil` also for an empty variable, which the XDG rules and skein treat as not set.
  package subscript(_ name: String) -> String? {
    guard let text = value(name), !text.isEmpty else { return nil }
    return text
  }

  /// Fails where a variable of skein's own is not an absolute path: a relative one depends on the
  /// working directory, and the daemon has another one.
  func expectAbsolute(_ name: String) throws(ClientError) {
    guard let text = self[name], text.utf8.first != UInt8(ascii: "/") else { return }
    throw .usage("\(name) must be an absolute path, and is \(text).")
  }

  /// The directories of this user's files.
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
