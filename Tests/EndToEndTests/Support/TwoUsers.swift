import Foundation

/// Root and nobody: two users of one machine, and a home of root's in which both may make something.
///
/// Who is not root can't speak as nobody.
struct TwoUsers {
  /// Nobody's uid and group, which every Linux has.
  static let nobody = 65_534

  let home: Home

  init() throws {
    home = try Home()
    // As /tmp: everybody may make something there, nobody take away what is another's.
    try home.setMode(0o1777, of: home.path)
  }

  /// Nobody's home, once it was made.
  var theirs: String { home.path + "/theirs" }
  /// Where the rule looks with nothing but TMPDIR.
  var derived: String { home.path + "/skein-0/skein.sock" }

  /// Makes a directory that is nobody's.
  func makeTheirs(_ path: String, mode: Int = 0o700) throws {
    try home.makeDirectory(path, mode: mode)
    try give(path)
  }

  func give(_ path: String) throws {
    guard chown(path, uid_t(Self.nobody), gid_t(Self.nobody)) == 0 else {
      throw POSIXError(.init(rawValue: errno) ?? .EPERM)
    }
  }

  func asNobody(
    _ program: String, _ arguments: [String], variables: [String: String] = [:]
  ) throws -> Program {
    try Program(
      "/usr/bin/setpriv",
      ["--reuid=\(Self.nobody)", "--regid=\(Self.nobody)", "--clear-groups", program] + arguments,
      environment: ["PATH": "/usr/bin:/bin", "HOME": theirs].merging(variables) { $1 })
  }

  /// One command of root's.
  func skein(
    _ arguments: [String], _ variables: [String: String] = [:], input: String = ""
  ) throws -> (code: Program.Exit, output: String, errors: String) {
    var environment = ["HOME": home.path, "TMPDIR": home.path, "PATH": "/usr/bin:/bin"]
    environment.merge(variables) { $1 }
    return try Program(Binaries.command, arguments, environment: environment, input: input).finish()
  }
}
