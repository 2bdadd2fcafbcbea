import JSON
import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Notices a daemon of another version, once for each process of it.
///
/// The lock beside the socket changes with each daemon, so a comparison with the one seen last
/// shows, without a question, whether this daemon was checked already; only a new one is asked.
package struct DaemonVersion {
  /// What is remembered of one daemon: `lock LF version LF …`, the versions of clients that have
  /// noticed.
  private static let fileName = "/daemon-seen"
  /// How many versions are remembered: more than the clients that a machine has.
  private static let versionLimit = 16

  private let own: String
  private let place: String?

  package init(_ environment: Environment, own: String = Version.current) {
    self.own = own
    place = environment.places.state.map { $0 + Self.fileName }
  }

  /// The message for the person, when it was not reported yet.
  package func news(on connection: Connection) throws -> String? {
    guard let place, let lock = Self.lock(beside: connection.path) else { return nil }
    let lines = (SmallFile.read(place, limit: 8192) ?? []).split(separator: UInt8(ascii: "\n"))
      .map { String(decoding: $0, as: UTF8.self) }
    let seen = lines.first == lock ? lines.dropFirst() : []
    if seen.contains(own) { return nil }
    let info: Value
    switch try connection.call(ServerInfo.name, params: nil) {
    case .result(let result): info = result
    // The daemon refuses clients: the call that follows would get the same answer.
    case .fault(let fault): throw fault.asError
    }
    guard let version = info["version"]?.string else { return nil }
    let kept = seen.suffix(Self.versionLimit - 1) + [own]
    remember(([lock] + kept).joined(separator: "\n") + "\n", at: place)
    return text(about: version, protocolNumber: info["protocolVersion"]?.integer)
  }

  /// The same for a known version: nothing is asked or remembered.
  package func text(about version: String, protocolNumber: Int? = Version.protocolNumber) -> String?
  {
    if let protocolNumber, protocolNumber != Version.protocolNumber {
      return """
        The daemon is \(version) and speaks version \(protocolNumber) of the protocol; this skein is \
        \(own) and speaks version \(Version.protocolNumber): what it asks may fail.
        """
    }
    guard version != own else { return nil }
    return Self.isOlder(version, than: own)
      ? "The daemon is \(version), older than this skein, \(own): skein daemon restart changes it."
      : "The daemon is \(version), newer than this skein, \(own): is an old skein first in PATH?"
  }

  /// Compares the numbers in order; any other text comes after them.
  static func isOlder(_ one: String, than other: String) -> Bool {
    let (left, right) = (numbers(one), numbers(other))
    return left == right ? one < other : left.lexicographicallyPrecedes(right)
  }

  private static func numbers(_ version: String) -> [Int] {
    version.prefix { $0.isNumber || $0 == "." }.split(separator: ".").compactMap { Int($0) }
  }

  /// Which daemon has the socket: written when it starts, and never changed.
  private static func lock(beside socket: String) -> String? {
    var status = stat()
    guard stat(socket + ".lock", &status) == 0,
      let content = SmallFile.read(socket + ".lock", limit: 8192)
    else { return nil }
    let pid = String(decoding: content.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    return "\(socket) \(pid) \(time.tv_sec).\(time.tv_nsec)"
  }

  /// If this cannot be remembered, it is reported again: better twice than never.
  private func remember(_ text: String, at place: String) {
    do throws(ClientError) {
      if let slash = place.lastIndex(of: "/") {
        try SmallFile.makeDirectory(String(place[..<slash]))
      }
      try SmallFile.replace(place, with: text)
    } catch {
      return
    }
  }
}
