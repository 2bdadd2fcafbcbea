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
