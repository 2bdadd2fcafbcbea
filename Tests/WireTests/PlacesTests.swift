import Testing
import Wire

struct PlacesTests {
  private func places(_ variables: [String: String]) -> Places {
    Places(uid: 1000, look: { _ in .directory(owner: 1000) }) { variables[$0] }
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

  @Test(arguments: [
    (FoundDirectory.missing("is not there"), "is not there"),
    (.directory(owner: 7), "belongs to uid 7"), (.other, "is not a directory"),
  ])
  func `a runtime directory that cannot be had is passed over`(
    found: FoundDirectory, why: String
  ) {
    let places = Places(uid: 1000, look: { $0 == "/r" ? found : .directory(owner: 0) }) {
      ["XDG_RUNTIME_DIR": "/r", "TMPDIR": "/t"][$0]
    }
    #expect(places.socketByRule.path == "/t/skein-1000/skein.sock")
    #expect(
      places.socketByRule.passedOver.map(\.description)
        == ["XDG_RUNTIME_DIR names /r, which \(why): it is ignored"])
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
