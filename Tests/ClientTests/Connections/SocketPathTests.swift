import Testing

@testable import Client

struct SocketPathTests {
  @Test(
    arguments: [
      ("/flag", ["SKEIN_SOCKET": "/variable"], "/flag"),
      (nil, ["SKEIN_SOCKET": "/variable", "XDG_RUNTIME_DIR": "/usr"], "/variable"),
      (nil, ["XDG_RUNTIME_DIR": "/usr", "TMPDIR": "/var"], "/usr/skein/skein.sock"),
      (nil, ["TMPDIR": "/var"], "/var/skein-0/skein.sock"),
      (nil, ["TMPDIR": "/var/"], "/var/skein-0/skein.sock"),
      (nil, [:], "/tmp/skein-0/skein.sock"),
      (
        nil, ["SKEIN_SOCKET": "", "XDG_RUNTIME_DIR": "./r", "TMPDIR": ""],
        "/tmp/skein-0/skein.sock"
      ),
    ] as [(String?, [String: String], String)])
  func `the socket is where the first of flag, variables and tmp says`(
    flag: String?, variables: [String: String], path: String
  ) throws {
    let found = try SocketPath.resolve(flag: flag, environment: Environment(variables), uid: 0)
    #expect(found.path == path)
    #expect(found.isExact == (flag != nil))
    #expect(found.isNamed == (flag != nil || variables["SKEIN_SOCKET"]?.first == "/"))
  }

  @Test func `a daemon has to be told of the places that it does not come to by itself`() throws {
    func place(_ flag: String?, _ variables: [String: String]) throws -> SocketPath {
      try .resolve(flag: flag, environment: Environment(variables), configured: "/configured")
    }
    let configured = try place(nil, [:])
    #expect(configured.path == "/configured" && configured.isFoundByDaemon)
    #expect(try SocketPath.resolve(flag: nil, environment: Environment([:])).isFoundByDaemon)
    #expect(try !place("/flag", [:]).isFoundByDaemon)
    #expect(try !place(nil, ["SKEIN_SOCKET": "/variable"]).isFoundByDaemon)
    let own = try configured.own(of: DatabaseFile("/other.db"))
    #expect(own.isForOwnDatabase && !own.isNamed && !own.isFoundByDaemon)
  }

  @Test(arguments: ["SKEIN_SOCKET", "SKEIN_DATABASE", "SKEIN_CONFIG"])
  func `a relative path in a variable of skein's own is refused`(name: String) {
    let error = #expect(throws: ClientError.self) {
      try Dialer(
        socketFlag: nil, mayStart: false, environment: Environment([name: "rel.db", "HOME": "/h"]))
    }
    #expect(error == .usage("\(name) must be an absolute path, and is rel.db."))
  }

  @Test func `a relative flag is meant from here`() throws {
    let found = try SocketPath.resolve(flag: "s.sock", environment: Environment([:]))
    #expect(found.path.hasPrefix("/") && found.path.hasSuffix("/s.sock"))
  }

  @Test func `a path that no address holds is refused with its length`() {
    let long = "/" + String(repeating: "x", count: SocketPath.lengthLimit)
    let error = #expect(throws: ClientError.self) {
      try SocketPath.resolve(flag: nil, environment: Environment(["SKEIN_SOCKET": long]))
    }
    #expect(error?.text.contains("\(SocketPath.lengthLimit + 1) bytes") == true)
  }
}
