import Reference
import Testing

struct GeneratedTests {
  @Test func `what is generated is what is on the disk`() throws {
    let files = try Generated.files(reading: Repository.read)
    // Paths alone are compared: a failure must not print the files.
    let stale = files.filter { (try? Repository.read($0.path)) != $0.bytes }.map(\.path)
    #expect(stale == [], "Run `swift run maintain`.")
  }

  @Test func `the tables of skein-rpc stand between comments that must be there`() {
    #expect(throws: (any Error).self) {
      try Generated.files(reading: { _ in Array("no comments here".utf8) })
    }
  }
}
