import Foundation
import Testing

@testable import Client

/// What a path that is being typed may become.
struct FileNamesTests {
  @Test func `files and directories are offered as they were typed, hidden ones by their dot`()
    throws
  {
    let directory = try TemporaryDirectory()
    for name in ["calendar.txt", "cal days.md", "other", ".cache"] {
      try Data().write(to: URL(fileURLWithPath: directory.path + "/" + name))
    }
    try FileManager.default.createDirectory(
      atPath: directory.path + "/calls", withIntermediateDirectories: false)
    let typed = directory.path + "/cal"
    #expect(
      FileNames.beginning(with: typed, home: nil).map { $0.dropFirst(directory.path.count + 1) }
        == ["cal days.md", "calendar.txt", "calls/"])
    #expect(FileNames.beginning(with: "~/oth", home: directory.path) == ["~/other"])
    #expect(FileNames.beginning(with: "~/.", home: directory.path) == ["~/.cache"])
    #expect(FileNames.beginning(with: "~/", home: directory.path).count == 4)
    #expect(FileNames.beginning(with: directory.path + "/none/x", home: nil).isEmpty)
  }
}
