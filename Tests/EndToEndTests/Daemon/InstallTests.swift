import Foundation
import OwnThread
import Testing

/// `skein daemon install` where no service manager is: `contrib/systemd/test` has one.
@Suite(.ownThread, .timeLimit(.minutes(2)))
struct InstallTests {
  private let home: Home

  init() throws {
    home = try Home()
  }

  private func skein(_ arguments: String...) throws -> Program {
    try Program(
      Binaries.command, ["daemon"] + arguments,
      environment: ["HOME": home.path, "PATH": "/nowhere", "SKEIN_SOCKET": home.socket], input: "")
  }

  @Test func `what would be installed is printed and not done`() throws {
    let install = try skein("install", "--print")
    #expect(try install.exit() == .code(0))
    let text = install.output.whole()
    #expect(text.contains("\(home.path)/.config/systemd/user/skeind.service\n"))
    #expect(text.contains("\nExecStart=\(Binaries.daemon)\n"))
    #expect(text.contains("\nListenStream=%t/skein/skein.sock\n"))
    #expect(text.hasSuffix("$ systemctl --user enable --now skeind.socket\n"))
    #expect(home.everything.isEmpty)
  }

  @Test func `without a service manager it says that nothing is needed, and does nothing`() throws {
    let install = try skein("install")
    #expect(try install.exit() == .code(69))
    #expect(install.errors.whole().contains("every skein command starts the daemon"))
    #expect(home.everything.isEmpty)
  }

  @Test func `there is nothing to uninstall where nothing was installed`() throws {
    let uninstall = try skein("uninstall")
    #expect(try uninstall.exit() == .code(0))
    #expect(uninstall.output.whole() == "Nothing is installed.\n")
  }

  @Test func `a unit that somebody wrote is left alone`() throws {
    let unit = home.path + "/.config/systemd/user/skeind.service"
    try home.write("[Service]\nExecStart=/bin/true\n", to: unit)
    for verb in ["install", "uninstall"] {
      let command = try skein(verb)
      #expect(try command.exit() == .code(1))
      #expect(command.errors.whole().contains("\(unit) was changed by somebody"))
    }
    // Forced, without a service manager, it goes all the same.
    #expect(try skein("uninstall", "--force").exit() == .code(0))
    #expect(!home.exists(unit))
  }
}
