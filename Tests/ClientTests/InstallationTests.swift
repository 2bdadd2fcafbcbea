import Foundation
import Testing

@testable import Client

/// What `skein daemon install` writes, and what it leaves alone.
@Suite struct InstallationTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  private func installation(
    _ kind: Installation.Kind = .systemd, program: String = "/opt/skein/skeind"
  ) throws -> Installation {
    try Installation(
      kind, program: program, environment: .test(directory), uid: 501,
      packagedUnits: directory.file("packaged"))
  }

  @Test func `the units of contrib are those that are installed`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    func contrib(_ path: String) throws -> String {
      try String(contentsOf: root.appending(path: "contrib/\(path)"), encoding: .utf8)
    }
    #expect(try contrib("systemd/skeind.socket") == SystemdUnits.socket)
    #expect(
      try contrib("systemd/skeind.service") == SystemdUnits.service(program: "/usr/bin/skeind"))
    #expect(
      try contrib("launchd/skein.skeind.plist")
        == LaunchAgent.propertyList(
          program: "/usr/local/bin/skeind", log: "/Users/YOU/.local/state/skein/skeind.log"))
  }

  @Test func `a path is one word of ExecStart`() {
    #expect(SystemdUnits.word("/usr/bin/skeind") == "/usr/bin/skeind")
    #expect(SystemdUnits.word("/home/a b/100%/$x/\"q\"\\/s") == #""/home/a b/100%%/$$x/\"q\"\\/s""#)
    #expect(SystemdUnits.word("/home/naïve/skeind") == #""/home/naïve/skeind""#)
  }

  @Test func `a property list holds any path`() {
    let list = LaunchAgent.propertyList(program: "/a<b>&c", log: "/l")
    #expect(list.contains("<string>/a&lt;b&gt;&amp;c</string>"))
  }

  @Test func `what was written is known again, and nothing is written twice`() throws {
    let installation = try installation()
    #expect(try installation.changes(force: false) == installation.files)
    #expect(try installation.leftovers(force: false).isEmpty)
    for file in installation.files { try file.write() }
    #expect(try installation.changes(force: false).isEmpty)
    #expect(try installation.leftovers(force: false) == installation.files)
    for file in installation.files { try file.remove() }
    #expect(try installation.leftovers(force: false).isEmpty)
  }

  @Test(arguments: [Installation.Kind.systemd, .launchd])
  func `a program that moved changes what nobody else has changed`(
    _ kind: Installation.Kind
  ) throws {
    for file in try installation(kind).files { try file.write() }
    let moved = try installation(kind, program: "/usr/local/bin/skeind")
    #expect(try moved.changes(force: false) == [moved.files[0]])
  }

  @Test(arguments: [Installation.Kind.systemd, .launchd])
  func `what somebody has changed is left alone unless forced`(_ kind: Installation.Kind) throws {
    let installation = try installation(kind)
    for file in installation.files { try file.write() }
    let file = installation.files[0]
    let edited = file.text.replacing("skeind</string>", with: "other</string>")
      .replacing("WatchdogSec=60", with: "WatchdogSec=90")
    try edited.write(toFile: file.path, atomically: true, encoding: .utf8)
    #expect(throws: ClientError.self) { try installation.changes(force: false) }
    #expect(throws: ClientError.self) { try installation.leftovers(force: false) }
    #expect(try installation.changes(force: true) == [file])
    #expect(try installation.leftovers(force: true) == installation.files)
    #expect(try String(contentsOfFile: file.path, encoding: .utf8) == edited)
  }

  @Test func `a package's units are used as they are`() throws {
    try FileManager.default.createDirectory(
      atPath: directory.file("packaged"), withIntermediateDirectories: true)
    try directory.write(
      SystemdUnits.service(program: "/usr/bin/skeind"), to: "packaged/skeind.service")
    let ofPackage = try installation(program: "/usr/bin/skeind")
    #expect(ofPackage.isPackaged)
    #expect(try ofPackage.changes(force: false).isEmpty)
    #expect(try !installation(program: "/opt/skein/skeind").isPackaged)
  }
}
