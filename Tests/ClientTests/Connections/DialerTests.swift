import Foundation
import OwnThread
import Testing
import Wire

@testable import Client

@Suite(.ownThread) struct DialerTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  private func dialer(flag: String? = nil, _ more: [String: String] = [:]) throws -> Dialer {
    try Dialer(socketFlag: flag, mayStart: false, environment: .test(directory, more))
  }

  @Test func `the lock beside the database says where the daemon is`() throws {
    let server = try ScriptedServer(at: directory.file("elsewhere.sock")) { _ in }
    try directory.write("\(getpid())\n\(server.path)\n", to: "my.db.lock")
    let found = try dialer(["SKEIN_DATABASE": directory.file("my.db")]).connectIfRunning()
    #expect(found?.path == server.path)
  }

  @Test func `a daemon that says it keeps another database is passed over, without being asked`()
    throws
  {
    let server = try ScriptedServer(at: directory.file("elsewhere.sock")) { peer in
      if let request = try peer.next() { throw Peer.Unexpected(method: request.method) }
    }
    try directory.write(
      "\(getpid())\n\(server.path)\n/other.db\nserving\n\n", to: "elsewhere.sock.lock")
    try directory.write("42\n\(server.path)\n", to: "my.db.lock")
    let dialer = try dialer(["SKEIN_DATABASE": directory.file("my.db")])
    #expect(try dialer.connectIfRunning() == nil)
    #expect(server.finish().isEmpty)
  }

  @Test func `a lock that is older than its daemon is not believed, and the daemon asked`() throws {
    let place = directory.file("elsewhere.sock")
    let mine = directory.file("my.db")
    let server = try ScriptedServer(
      at: place,
      [
        { peer in while try peer.next() != nil {} },
        { peer in
          peer.answer(try peer.expect("server/info"), #"{"databasePath":"\#(mine)"}"#)
          while try peer.next() != nil {}
        },
      ])
    try directory.write("42\n\(place)\n/other.db\nserving\n\n", to: "elsewhere.sock.lock")
    try directory.write("42\n\(place)\n", to: "my.db.lock")
    #expect(try dialer(["SKEIN_DATABASE": mine]).connectIfRunning()?.path == place)
    #expect(server.finish().isEmpty)
  }

  @Test func `a socket named by a flag is that one and no other`() throws {
    let server = try ScriptedServer(at: directory.file("elsewhere.sock")) { _ in }
    try directory.write("42\n\(server.path)\n", to: "my.db.lock")
    let found = try dialer(
      flag: directory.file("mine.sock"), ["SKEIN_DATABASE": directory.file("my.db")])
    #expect(try found.connectIfRunning() == nil)
  }

  @Test func `a lock left behind leads nowhere`() throws {
    try directory.write("42\n\(directory.file("gone.sock"))\n", to: "my.db.lock")
    let dialer = try dialer(["SKEIN_DATABASE": directory.file("my.db")])
    #expect(try dialer.connectIfRunning() == nil)
    #expect(throws: ClientError.self) { try dialer.connect() }
  }

  @Test(arguments: ["", "42", "x\n/a", "0\n/a", "42\nrelative\n"])
  func `a lock that says something else says nothing`(text: String) {
    #expect(LockFile(text: text) == nil)
  }

  @Test func `a lock leads to a place that is not safe only while somebody holds it`() throws {
    try FileManager.default.createDirectory(
      atPath: directory.file("open"), withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o777])
    // Whatever the umask.
    try #require(chmod(directory.file("open"), 0o777) == 0)
    try directory.write("\(getpid())\n\(directory.file("open"))/s.sock\n", to: "my.db.lock")
    let dialer = try dialer(["SKEIN_DATABASE": directory.file("my.db")])
    #expect(try dialer.connectIfRunning() == nil)
    try dialer.expectNobodyByLock()
    let file = open(directory.file("my.db.lock"), O_RDONLY)
    defer { close(file) }
    try #require(file >= 0 && flock(file, LOCK_EX) == 0)
    let error = #expect(throws: ClientError.self) { try dialer.expectNobodyByLock() }
    #expect(error?.text.contains("is open to others") == true, "\(String(describing: error))")
  }

  @Test func `a file that is no socket is not overwritten by a daemon`() throws {
    try directory.write("", to: "plain")
    let error = #expect(throws: ClientError.self) {
      try dialer(flag: directory.file("plain")).connect()
    }
    // A file nobody listens on looks like a socket left behind; what matters is the refusal.
    guard case .unreachable = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `the database is where the first of its variables says`() {
    #expect(
      Environment(["SKEIN_DATABASE": "/d", "HOME": "/h"]).places.database == "/d")
    #expect(
      Environment(["XDG_DATA_HOME": "/x", "HOME": "/h"]).places.database
        == "/x/skein/skein.db")
    #expect(
      Environment(["XDG_DATA_HOME": "x", "HOME": "/h"]).places.database
        == "/h/.local/share/skein/skein.db")
    #expect(Environment([:]).places.database == nil)
  }
}
