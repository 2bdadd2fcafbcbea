import Identity
import Testing

@testable import Transport

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

@Suite struct ListeningSocketTests {
  private let directory: TemporaryDirectory
  private let path: SocketPath

  init() throws {
    directory = try TemporaryDirectory()
    path = try SocketPath(directory.path + "/s")
  }

  private func failure(_ path: SocketPath) -> ListenFailure? {
    do throws(ListenFailure) {
      close(try ListeningSocket(binding: path).descriptor)
      return nil
    } catch {
      return error
    }
  }

  @Test func `the socket is ours alone`() throws {
    let made = try ListeningSocket(binding: path)
    defer { close(made.descriptor) }
    let found = try #require(try FileIdentity(at: path.text))
    #expect(found.isSocket)
    #expect(found.mode & 0o777 == 0o600)
  }

  @Test func `with a group, the directory and the socket are that group's too, and nobody else's`()
    throws
  {
    for begin in [nil, 0o700, 0o750] as [mode_t?] {
      let directory = try TemporaryDirectory()
      if let begin { directory.makeDirectory("d", mode: begin) }
      let path = try SocketPath(directory.path + "/d/s")
      let made = try ListeningSocket(binding: path, group: getegid())
      close(made.descriptor)
      #expect(try #require(try FileIdentity(at: path.directory)).mode & 0o777 == 0o750)
      #expect(try #require(try FileIdentity(at: path.text)).mode & 0o777 == 0o660)
    }
  }

  @Test(arguments: [0o770, 0o755, 0o701])
  func `a group opens no directory that is wider than for itself`(_ mode: Int) throws {
    directory.makeDirectory("d", mode: mode_t(mode))
    let path = try SocketPath(directory.path + "/d/s")
    #expect(throws: ListenFailure.self) {
      close(try ListeningSocket(binding: path, group: getegid()).descriptor)
    }
  }

  @Test func `a group is found by name or number, or the setting is named`() throws {
    #expect(try LibC.group(nil) == nil)
    #expect(try LibC.group("4711") == 4711)
    #expect(throws: ListenFailure.self) { try LibC.group("no such group") }
  }

  @Test func `the directory is made with mode 0700`() throws {
    let path = try SocketPath(directory.path + "/d/s")
    #expect(failure(path) == nil)
    let found = try #require(try FileIdentity(at: path.directory))
    #expect(found.mode & 0o777 == 0o700)
  }

  @Test(arguments: [0o777, 0o770, 0o720, 0o755, 0o701, 0o1777])
  func `a directory that is open to others is refused`(_ mode: Int) throws {
    directory.makeDirectory("d", mode: mode_t(mode))
    let failure = failure(try SocketPath(directory.path + "/d/s"))
    guard case .unsafeDirectory(let path, let why) = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(path == directory.path + "/d")
    #expect(why.contains("mode 0\(String(mode, radix: 8))"))
    #expect(try FileIdentity(at: directory.path + "/d/s") == nil)
  }

  @Test func `a directory that is a link or somebody else's is refused`() throws {
    symlink(directory.path, directory.path + "/d")
    let link = failure(try SocketPath(directory.path + "/d/s"))
    #expect(link == .unsafeDirectory(path: directory.path + "/d", why: "is a symbolic link"))
    guard geteuid() == 0 else { return }
    unlink(directory.path + "/d")
    directory.makeDirectory("d", mode: 0o700)
    chown(directory.path + "/d", 65534, 65534)
    let foreign = failure(try SocketPath(directory.path + "/d/s"))
    #expect(foreign == .unsafeDirectory(path: directory.path + "/d", why: "belongs to uid 65534"))
  }

  @Test(arguments: ["file", "directory", "link"])
  func `what is not a socket is left alone`(_ kind: String) throws {
    switch kind {
    case "file": try directory.write("s")
    case "directory": directory.makeDirectory("s", mode: 0o700)
    default: symlink("nowhere", path.text)
    }
    let before = try FileIdentity(at: path.text)
    #expect(failure(path) == .notASocket(path: path.text))
    #expect(try FileIdentity(at: path.text) == before)
    rmdir(path.text)
  }

  @Test func `a stale socket is replaced`() throws {
    let descriptor = try LibC.streamSocket()
    #expect(path.withAddress { bind(descriptor, $0, $1) } == 0)
    listen(descriptor, 1)
    close(descriptor)
    #expect(failure(path) == nil)
  }

  @Test func `a socket that somebody answers on is left alone, lock or no lock`() throws {
    let descriptor = try LibC.streamSocket()
    defer { close(descriptor) }
    #expect(path.withAddress { bind(descriptor, $0, $1) } == 0)
    listen(descriptor, 8)
    let before = try FileIdentity(at: path.text)
    #expect(failure(path) == .alreadyRunning(pid: getpid(), path: path.text))
    #expect(try FileIdentity(at: path.text) == before)
  }

  @Test func `of many that start at once exactly one has the socket`() async throws {
    let path = path
    for _ in 0..<50 {
      let sockets = await withTaskGroup(of: ListeningSocket?.self) { group in
        for _ in 0..<4 { group.addTask { try? ListeningSocket(binding: path) } }
        var made: [ListeningSocket] = []
        for await socket in group { if let socket { made.append(socket) } }
        return made
      }
      #expect(sockets.count == 1)
      for socket in sockets {
        try socket.unlinkPath()
        close(socket.descriptor)
        socket.lock.release()
      }
    }
  }

  @Test func `a path is as long as the system allows and no longer`() throws {
    let limit = SocketPath.limit
    #if canImport(Darwin)
      #expect(limit == 103)
    #else
      #expect(limit == 107)
    #endif
    let name = String(repeating: "n", count: limit - directory.path.utf8.count - 1)
    let longest = try SocketPath(directory.path + "/" + name)
    #expect(longest.text.utf8.count == limit)
    #expect(failure(longest) == nil)
    unlink(longest.text)
    unlink(longest.lockPath)
    let over = longest.text + "n"
    #expect(throws: ListenFailure.pathTooLong(path: over, bytes: limit + 1, limit: limit)) {
      try SocketPath(over)
    }
  }

  @Test func `a path tells its directory`() throws {
    #expect(try SocketPath("/run/x/s").directory == "/run/x")
    #expect(try SocketPath("/s").directory == "/")
    #expect(try SocketPath("s").directory == ".")
  }

  @Test func `every failure says where and what to do`() {
    let failures: [ListenFailure] = [
      .alreadyRunning(pid: 7, path: "/p"), .unsafeDirectory(path: "/p", why: "is a link"),
      .pathTooLong(path: "/p", bytes: 200, limit: 107), .notASocket(path: "/p"),
    ]
    for failure in failures { #expect(failure.description.contains("/p")) }
    #expect(failures[0].description == "already running at /p, pid 7")
  }
}
