import Foundation
import Identity
import Testing

struct InstanceLockTests {
  private let path =
    FileManager.default.temporaryDirectory.path + "/skein-\(UUID().uuidString).lock"

  @Test func `one holder at a time, and the file says who`() throws {
    defer { unlink(path) }
    let lock = try InstanceLock(path: path, socketPath: "/run/a b.sock")
    let holder = try #require(InstanceLock.holder(at: path))
    #expect(holder.pid == getpid())
    #expect(holder.socketPath == "/run/a b.sock")
    #expect(throws: InstanceLock.Failure.taken(holder)) {
      try InstanceLock(path: path, socketPath: "/run/b.sock")
    }
    #expect(InstanceLock.holder(at: path) == holder)
    lock.release()
    lock.release()
  }

  @Test func `a released lock can be taken again, and the file stays`() throws {
    defer { unlink(path) }
    try InstanceLock(path: path, socketPath: "/run/a/very/long/path.sock").release()
    #expect(FileManager.default.fileExists(atPath: path))
    let lock = try InstanceLock(path: path, socketPath: "/b")
    #expect(InstanceLock.holder(at: path)?.socketPath == "/b")
    lock.release()
  }

  @Test func `a lock goes with its object`() throws {
    defer { unlink(path) }
    do { _ = try InstanceLock(path: path, socketPath: "/a") }
    try InstanceLock(path: path, socketPath: "/b").release()
  }

  @Test func `the file is for its owner alone`() throws {
    defer { unlink(path) }
    let lock = try InstanceLock(path: path, socketPath: "/a")
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    lock.release()
  }

  @Test func `a symbolic link in the lock's place is not followed`() throws {
    defer { unlink(path) }
    #expect(symlink("/tmp/elsewhere", path) == 0)
    #expect(throws: InstanceLock.Failure.machine(step: "open \(path)", errno: ELOOP)) {
      try InstanceLock(path: path, socketPath: "/a")
    }
  }

  @Test func `a file of other content names nobody`() throws {
    defer { unlink(path) }
    for content in ["", "\n", "12", "12\n", "x\n/a\n", "12\n/a"] {
      try Data(content.utf8).write(to: URL(fileURLWithPath: path))
      #expect(InstanceLock.holder(at: path) == nil, "\(content)")
    }
    #expect(InstanceLock.holder(at: path + ".none") == nil)
  }

  @Test func `a holder says how far it is, and says it anew`() throws {
    defer { unlink(path) }
    var report = InstanceLock.Report(
      databasePath: "/d/skein.db", phase: .starting, configuration: "1.2.3 /c.yaml")
    let lock = try InstanceLock(path: path, socketPath: "/s", report: report)
    #expect(InstanceLock.holder(at: path)?.report == report)
    for phase in [InstanceLock.Report.Phase.serving, .stopping] {
      report.phase = phase
      report.databasePath = "/d"
      #expect(lock.say(report))
      #expect(InstanceLock.holder(at: path)?.report == report)
      #expect(InstanceLock.holder(at: path)?.socketPath == "/s")
    }
    lock.release()
  }

  @Test(.enabled(if: geteuid() == 0))
  func `a stranger's place within one's own is found, and named with what helps`() throws {
    let folder = path + ".home"
    try FileManager.default.createDirectory(
      atPath: folder + "/theirs/deep", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(chown(folder, 1234, 1234) == 0)
    let stray = try #require(StrayOwner(onTheWayTo: folder + "/theirs/deep/x", of: 1234))
    #expect(stray.path == folder + "/theirs" && stray.uid == 0)
    #expect(stray.advice.contains("sudo chown -R") && stray.advice.contains("'\(folder)/theirs'"))
    #expect(StrayOwner(onTheWayTo: folder + "/x", of: 1234) == nil)
    #expect(StrayOwner(onTheWayTo: "/usr/bin", of: 1234) == nil)
  }

  @Test func `of many that race exactly one wins, and the others learn its name`() async {
    defer { unlink(path) }
    let path = path
    let outcomes = await withTaskGroup(of: Outcome.self) { group in
      for number in 0..<50 {
        group.addTask { Outcome(path: path, socketPath: "/run/\(number).sock") }
      }
      return await group.reduce(into: [Outcome]()) { $0.append($1) }
    }
    #expect(outcomes.count { $0.lock != nil } == 1)
    #expect(outcomes.count { $0.holder != nil } == 49)
  }
}

private struct Outcome: Sendable {
  var lock: InstanceLock?
  var holder: InstanceLock.Holder?

  init(path: String, socketPath: String) {
    do {
      lock = try InstanceLock(path: path, socketPath: socketPath)
    } catch {
      if case .taken(let holder) = error { self.holder = holder }
    }
  }
}
