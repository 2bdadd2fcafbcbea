import Foundation
import Testing

@testable import Client

/// Who else could decide what stands at a socket's path.
@Suite struct SocketDirectoryTests {
  private let directory: TemporaryDirectory
  /// Who looks, and whose the directories are: root trusts its own too, so it is somebody else then.
  private let user: UInt32 = geteuid() == 0 ? 4711 : geteuid()

  init() throws {
    directory = try TemporaryDirectory()
    try own(directory.path)
  }

  private func own(_ path: String) throws {
    try #require(geteuid() != 0 || lchown(path, user, user) == 0)
  }

  /// Makes a directory below the test's own.
  private func make(_ name: String, _ mode: mode_t) throws {
    let path = directory.file(name)
    try #require(mkdir(path, 0o700) == 0)
    try own(path)
    try #require(chmod(path, mode) == 0)
  }

  private func link(_ name: String, to target: String) throws {
    try #require(symlink(target, directory.file(name)) == 0)
    try own(directory.file(name))
  }

  /// What is found of the way to a socket: nothing to say, or why not, the test's own directory left
  /// out.
  private func look(_ socket: String, as user: UInt32? = nil) -> String {
    do throws(SocketDirectory.Unsafe) {
      let directory = SocketDirectory(of: directory.file(socket), user: user ?? self.user)
      return try directory.isThere() ? "safe" : "absent"
    } catch {
      return "\(error.path.replacing(directory.path, with: "")) \(error.why)"
    }
  }

  @Test(arguments: [0o700, 0o500, 0o750, 0o710] as [mode_t])
  func `a directory of one's own, closed to others, is safe`(mode: mode_t) throws {
    try make("run", mode)
    #expect(look("run/s.sock") == "safe")
  }

  @Test(arguments: [0o701, 0o707, 0o755, 0o770, 0o720, 0o1777] as [mode_t])
  func `a directory of one's own that others may enter or change is not`(mode: mode_t) throws {
    try make("run", mode)
    #expect(look("run/s.sock") == "/run is open to others (mode 0\(String(mode, radix: 8)))")
  }

  @Test(.enabled(if: geteuid() == 0), arguments: [0o755, 0o700, 0o750, 0o777, 0o775] as [mode_t])
  func `root's directory may be entered but not changed by others`(mode: mode_t) throws {
    try make("run", mode)
    try #require(chown(directory.file("run"), 0, 0) == 0)
    let isSafe = mode & 0o022 == 0
    #expect(
      look("run/s.sock")
        == (isSafe ? "safe" : "/run is open to others (mode 0\(String(mode, radix: 8)))"))
  }

  @Test func `what is not there yet is absent, if the way to it is safe`() throws {
    #expect(look("run/skein/s.sock") == "absent")
    try make("shared", 0o777)
    #expect(look("shared/skein/s.sock") == "/shared is open to others (mode 0777)")
  }

  @Test func `somebody else's directory is not safe, on the way either`() throws {
    try make("run", 0o700)
    let whose = "belongs to \(SystemUser(user))"
    #expect(look("run/s.sock", as: user + 1) == " \(whose)")
    try #require(geteuid() != 0 || chown(directory.path, 0, 0) == 0)
    guard geteuid() == 0 else { return }
    #expect(look("run/s.sock", as: user + 1) == "/run \(whose)")
    #expect(look("run/skein/s.sock", as: user + 1) == "/run \(whose)")
  }

  @Test func `where everybody may write, the sticky bit keeps the directories apart`() throws {
    try make("shared", 0o1777)
    try make("shared/run", 0o700)
    #expect(look("shared/run/s.sock") == "safe")
    try #require(chmod(directory.file("shared"), 0o777) == 0)
    #expect(look("shared/run/s.sock") == "/shared is open to others (mode 0777)")
    try #require(chmod(directory.file("shared"), 0o775) == 0)
    #expect(look("shared/run/s.sock") == "/shared is open to others (mode 0775)")
  }

  @Test func `a link in the directory's place is refused, dangling or not`() throws {
    try make("real", 0o700)
    try link("run", to: "real")
    #expect(look("run/s.sock") == "/run is a symbolic link")
    try link("dangling", to: "nowhere")
    #expect(look("dangling/s.sock") == "/dangling is a symbolic link")
  }

  @Test func `links on the way are followed as far as they are safe`() throws {
    try make("real", 0o700)
    try make("real/run", 0o700)
    try link("short", to: "real/../real")
    #expect(look("short/run/s.sock") == "safe")
    try link("whole", to: directory.file("short"))
    #expect(look("whole/run/s.sock") == "safe")
    try make("real/open", 0o755)
    #expect(look("whole/open/s.sock") == "/real/open is open to others (mode 0755)")
    #expect(look("real/open/../open/./s.sock") == "/real/open is open to others (mode 0755)")
    #expect(look("real/open/../run/s.sock") == "safe")
    try make("shared", 0o777)
    try make("shared/run", 0o700)
    try link("far", to: "shared")
    #expect(look("far/run/s.sock") == "/shared is open to others (mode 0777)")
    try link("circle", to: "circle")
    #expect(look("circle/run/s.sock") == "/circle is a link that leads nowhere")
    guard geteuid() == 0 else { return }
    try #require(lchown(directory.file("short"), user + 1, user + 1) == 0)
    #expect(look("short/run/s.sock") == "/short belongs to \(SystemUser(user + 1))")
  }

  @Test func `a file in the directory's place is none`() throws {
    try directory.write("", to: "run")
    try own(directory.file("run"))
    #expect(look("run/s.sock") == "/run is not a directory")
    #expect(look("run/skein/s.sock") == "/run is not a directory")
  }
}
