import Foundation
import OwnThread
import Testing

/// Machines on which no daemon can run: it says why, and what to do.
@Suite(.ownThread, .timeLimit(.minutes(2)))
struct LimitedMachineTests {
  private static let compiler = "/usr/bin/cc"

  /// Which of the system's two locks a file system is made to lack.
  enum Lock: String, CaseIterable, Sendable {
    case flock, fcntl
  }

  /// A library that stands before the system's: there, NFS without its lock daemon cannot be had.
  private func shim(_ lock: Lock, _ home: Home) throws -> String {
    let source = """
      #define _GNU_SOURCE
      #include <dlfcn.h>
      #include <errno.h>
      #include <fcntl.h>
      #include <stdarg.h>
      #define MISSING (errno = ENOLCK, -1)
      #ifdef without_flock
      int flock(int file, int how) { return MISSING; }
      #else
      static int call(const char *name, int file, int what, void *value) {
        if (what == F_SETLK || what == F_SETLKW || what == F_GETLK) return MISSING;
        int (*real)(int, int, ...) = (int (*)(int, int, ...))dlsym(RTLD_NEXT, name);
        return real(file, what, value);
      }
      #define SHIM(name) int name(int file, int what, ...) { \\
        va_list list; va_start(list, what); void *value = va_arg(list, void *); va_end(list); \\
        return call(#name, file, what, value); }
      SHIM(fcntl)
      SHIM(fcntl64)
      #endif
      """
    let (file, library) = (home.path + "/shim.c", home.path + "/shim.so")
    try home.write(source, to: file)
    let cc = try Program(
      Self.compiler, ["-shared", "-fPIC", "-Dwithout_\(lock)", "-o", library, file],
      environment: ["PATH": "/usr/bin:/bin"])
    try #require(try cc.exit() == .code(0), "\(cc.errors.text)")
    return library
  }

  @Test(.enabled(if: access(compiler, X_OK) == 0), arguments: Lock.allCases)
  func `a file system without locks is named, with the way out, by the command too`(
    lock: Lock
  ) throws {
    let home = try Home()
    try home.write(Setup().yaml, to: home.configuration)
    let command = try Program(
      Binaries.command, ["call", "ping"],
      environment: [
        "HOME": home.path, "PATH": "/usr/bin:/bin", "SKEIN_SOCKET": home.socket,
        "LD_PRELOAD": try shim(lock, home),
      ])
    #expect(try command.exit(within: 30) == .code(69))
    let path = lock == .flock ? home.socket : home.database
    let what = lock == .flock ? "SKEIN_SOCKET" : "SKEIN_DATABASE"
    let said = command.errors.whole()
    #expect(said.contains("ile system of \(path) has no locks"), "\(said)")
    #expect(said.contains(what) && said.contains("status 71"), "\(said)")
  }

  @Test(arguments: [150, 300, 600, 1200, 2047])
  func `too small an address space is an error before anything begins`(megabytes: Int) throws {
    let home = try Home()
    let daemon = try LiveDaemon.program(
      Setup(shell: "ulimit -c 0; ulimit -v \(megabytes * 1024)"), home)
    #expect(try daemon.exit() == .code(71))
    #expect(daemon.errors.whole().contains("ulimit -v"), "\(daemon.errors.text)")
    #expect(!home.exists(home.database))
  }

  @Test func `what is enough of an address space is`() throws {
    let daemon = try LiveDaemon(Setup(shell: "ulimit -v \(2048 * 1024)"))
    #expect(try daemon.terminate() == .code(0))
  }
}
