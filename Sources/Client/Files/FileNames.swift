#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Completes the paths of files.
package enum FileNames {
  /// The most entries of a directory that are read.
  static let limit = 10_000

  /// The paths that begin with `typed`, sorted, with its directory as it was typed. Hidden files are
  /// only offered if their dot was typed. A directory ends with a slash. `~/` stands for `home`.
  package static func beginning(with typed: String, home: String?) -> [String] {
    let place = typed.lastIndex(of: "/").map { typed.index(after: $0) } ?? typed.startIndex
    let (directory, stem) = (String(typed[..<place]), typed[place...])
    var path = directory.isEmpty ? "." : directory
    if path.hasPrefix("~/"), let home { path = home + path.dropFirst() }
    guard let entries = opendir(path) else { return [] }
    defer { closedir(entries) }
    var found: [String] = []
    for _ in 0..<limit {
      guard let entry = readdir(entries) else { break }
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        String(validatingCString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
      }
      guard let name, name != ".", name != "..", name.hasPrefix(stem) else { continue }
      if name.hasPrefix("."), !stem.hasPrefix(".") { continue }
      var status = stat()
      let isDirectory = stat("\(path)/\(name)", &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      found.append(directory + name + (isDirectory ? "/" : ""))
    }
    return found.sorted()
  }
}
