import Foundation
import OwnThread
import Testing
import Wire

@testable import Client

@Suite(.ownThread, .timeLimit(.minutes(1)))
struct DaemonStarterTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  private func dialer() throws -> Dialer {
    try Dialer(
      socketFlag: directory.file("s.sock"), mayStart: true, environment: .test(directory))
  }

  /// Written by a process of its own: a file that this one holds open to write cannot be run while
  /// a child of another test has inherited it (ETXTBSY).
  private func program(_ script: String) throws -> String {
    try directory.write("#!/bin/sh\n" + script, to: "script")
    let path = directory.file("skeind")
    let copy = Process()
    copy.executableURL = URL(filePath: "/bin/sh")
    copy.arguments = ["-c", "cat \(directory.file("script")) >\(path) && chmod 755 \(path)"]
    try copy.run()
    copy.waitUntilExit()
    try #require(copy.terminationStatus == 0)
    return path
  }

  @Test func `a daemon that ends is quoted with its last words`() throws {
    let program = try program("echo 'line 7: unknown setting' >&2\nexit 78\n")
    let error = #expect(throws: ClientError.self) {
      try DaemonStarter(dialer(), program: program).start()
    }
    #expect(error == .unreachable("skeind ended with exit status 78:\nline 7: unknown setting"))
  }

  @Test func `a daemon is waited for until it answers, whoever it is`() throws {
    // It ends as one does that finds another running.
    let arguments = directory.file("arguments")
    try #require(mkfifo(arguments, 0o600) == 0)
    let program = try program("echo \"$@\" >\(arguments)\nexit 11\n")
    let path = directory.file("s.sock")
    let started = DispatchSemaphore(value: 0)
    nonisolated(unsafe) var server: ScriptedServer?
    Thread.detachNewThread {
      do {
        // Nothing serves before the program has run.
        let pipe = try #require(FileHandle(forReadingAtPath: arguments))
        // A second try finds nobody to wait for.
        unlink(arguments)
        #expect(try pipe.readToEnd() == Data("--socket \(path)\n".utf8))
        server = try ScriptedServer(at: path) { peer in
          peer.answer(try peer.expect("ping"), "{}")
          while try peer.next() != nil {}
        }
      } catch { Issue.record(error) }
      started.signal()
    }
    let connection = try DaemonStarter(dialer(), program: program).start()
    started.wait()
    #expect(connection.path == path)
    #expect(server != nil)
  }

  @Test func `a daemon that finds a stopping one is started again when that has gone`() throws {
    let program = try program(
      "echo >>\(directory.file("tries")); [ $(wc -l <\(directory.file("tries"))) = 2 ] || exit 11\n"
        + "echo second >&2; exit 5\n")
    let error = #expect(throws: ClientError.self) {
      try DaemonStarter(dialer(), program: program).start()
    }
    #expect(error == .unreachable("skeind ended with exit status 5:\nsecond"))
  }

  @Test func `a socket that was named is refused when the database has its daemon elsewhere`()
    throws
  {
    let server = try ScriptedServer(at: directory.file("other.sock")) { _ in }
    let data = directory.file(".local/share/skein")
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
    try directory.write("42\n\(server.path)\n", to: ".local/share/skein/skein.db.lock")
    let error = #expect(throws: ClientError.self) {
      try DaemonStarter(dialer(), program: program("exit 11\n")).start()
    }
    #expect(error?.text.contains("in use by the daemon at \(server.path)") == true)
  }

  #if os(Linux)
    @Test func `a daemon gets nothing of ours but the log`() throws {
      let first = open("/dev/null", O_RDONLY)
      let ours = [first, fcntl(first, F_DUPFD, 20), fcntl(first, F_DUPFD, 300)]
      defer { for file in ours { close(file) } }
      let program = try program(
        """
        files=$(ls /proc/$$/fd); input=$(readlink /proc/$$/fd/0); output=$(readlink /proc/$$/fd/1)
        session=$(cut -d' ' -f 6 /proc/$$/stat)
        echo $files / $input $output $(($session - $$)) >&2
        exit 3

        """)
      let error = #expect(throws: ClientError.self) {
        try DaemonStarter(dialer(), program: program).start()
      }
      let words = try #require(error?.text.split(separator: "\n").last?.split(separator: " "))
      // The shell's own are the pipe that it reads this from, at 3, and its script, at 10.
      let files = words.prefix { $0 != "/" }.compactMap { Int($0) }
      #expect(Set(files).subtracting([3, 10]) == [0, 1, 2])
      #expect(words.drop { $0 != "/" }.dropFirst() == ["/dev/null", "/dev/null", "0"])
    }
  #endif

  @Test func `the log is its owner's alone`() throws {
    let program = try program("exit 1\n")
    #expect(throws: ClientError.self) { try DaemonStarter(dialer(), program: program).start() }
    let manager = FileManager.default
    let state = directory.file(".local/state/skein")
    let log = try manager.attributesOfItem(atPath: state + "/skeind.log")
    let around = try manager.attributesOfItem(atPath: state)
    #expect(log[.posixPermissions] as? Int == 0o600)
    #expect(around[.posixPermissions] as? Int == 0o700)
  }

  @Test func `no daemon is started where that is turned off`() throws {
    let off = try Dialer(
      socketFlag: directory.file("s.sock"), mayStart: true,
      environment: .test(directory, ["SKEIN_NO_START": "1"]))
    #expect(!off.mayStart)
    #expect(throws: ClientError.self) { try off.connect() }
  }

  @Test func `programs are looked for beside ours, then on the path`() throws {
    let program = try program("")
    let bin = directory.path
    #expect(Executables.find("skeind", beside: bin + "/skein", path: nil) == program)
    #expect(Executables.find("skeind", beside: "/nowhere/skein", path: "::.:\(bin)") == program)
    #expect(Executables.find("skeind", beside: nil, path: nil) == nil)
  }
}
