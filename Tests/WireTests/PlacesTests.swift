import Testing
import Wire

struct PlacesTests {
  private func places(_ variables: [String: String]) -> Places {
    Places(uid: 1000) { variables[$0] }
  }

  @Test(arguments: [
    (["SKEIN_SOCKET": "/s", "XDG_RUNTIME_DIR": "/run/user/1000", "TMPDIR": "/t"], "/s"),
    (
      ["XDG_RUNTIME_DIR": "/run/user/1000", "TMPDIR": "/t"], "/run/user/1000/skein/skein.sock"
    ),
    (["TMPDIR": "/t/"], "/t/skein-1000/skein.sock"), ([:], "/tmp/skein-1000/skein.sock"),
    (["SKEIN_SOCKET": "relative", "XDG_RUNTIME_DIR": ""], "/tmp/skein-1000/skein.sock"),
  ])
  func `the socket is at the first place that can be had`(
    variables: [String: String], socket: String
  ) {
    #expect(places(variables).socket == socket)
  }

  @Test func `the rest follows XDG, then the home`() {
    let home = places(["HOME": "/home/ada"])
    #expect(home.database == "/home/ada/.local/share/skein/skein.db")
    #expect(home.configuration == "/home/ada/.config/skein/config.yaml")
    #expect(home.log == "/home/ada/.local/state/skein/skeind.log")
    let moved = places(["HOME": "/home/ada", "XDG_DATA_HOME": "/d", "SKEIN_CONFIG": "/c.yaml"])
    #expect(moved.database == "/d/skein/skein.db")
    #expect(moved.configuration == "/c.yaml")
    #expect(places([:]).database == nil)
    #expect(places([:]).log == nil)
  }
}
