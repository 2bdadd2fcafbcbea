import Reference
import Store

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes every generated file of the repository, or with `--check` lists those that are out of
/// date.
@main
enum Maintain {
  static func main() {
    do {
      exit(try run(Array(CommandLine.arguments.dropFirst())))
    } catch {
      say("maintain: \(error)", to: STDERR_FILENO)
      exit(1)
    }
  }

  private static func run(_ arguments: [String]) throws -> Int32 {
    guard arguments.isEmpty || arguments == ["--check"] else {
      say("usage: maintain [--check]", to: STDERR_FILENO)
      return 64
    }
    let isCheck = !arguments.isEmpty
    let root = try Files.packageRoot()
    var stale = 0
    let page = String(decoding: try Files.read(root + "/" + CommandPage.path), as: UTF8.self)
    let files =
      try Generated.files(reading: { try Files.read(root + "/" + $0) })
      + [(CommandPage.path, Array(try CommandPage().refreshed(page).utf8))]
    for file in files {
      let path = root + "/" + file.path
      if Files.exists(path), try Files.read(path) == file.bytes { continue }
      stale += 1
      if isCheck {
        say("stale: \(file.path)", to: STDERR_FILENO)
      } else {
        try Files.write(file.bytes, to: path)
        say("wrote \(file.path)", to: STDOUT_FILENO)
      }
    }
    stale += try schemaPage(root, isCheck: isCheck)
    if isCheck, stale > 0 {
      say("run: swift run maintain", to: STDERR_FILENO)
      return 1
    }
    return 0
  }

  /// The figures on this page are measured and so differ between machines: the page is written
  /// again only if the text before them has changed.
  private static func schemaPage(_ root: String, isCheck: Bool) throws -> Int {
    let path = "\(root)/\(SchemaPage.path)"
    if Files.exists(path),
      try SchemaPage.isFresh(String(decoding: Files.read(path), as: UTF8.self))
    {
      return 0
    }
    if isCheck {
      say("stale: \(SchemaPage.path)", to: STDERR_FILENO)
    } else {
      let page = try SchemaPage.text(figures: SchemaFigures.text())
      try Files.write(Array(page.utf8), to: path)
      say("wrote \(SchemaPage.path)", to: STDOUT_FILENO)
    }
    return 1
  }

  private static func say(_ line: String, to file: Int32) {
    let bytes = Array((line + "\n").utf8)
    _ = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
  }
}
