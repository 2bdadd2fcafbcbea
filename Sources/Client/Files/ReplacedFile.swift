#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that is replaced as a whole or stays as it is: no reader sees half of it. It keeps its
/// mode and owner; for a link, the file that it leads to is replaced.
///
/// A device or a named pipe cannot be replaced: it is written to directly.
package struct ReplacedFile {
  /// How much is read to show a difference to people: such a file may be larger than an answer.
  private static let contentsLimit = 64 << 20

  /// The path as it was given.
  package let path: String
  /// The path after links were followed.
  let target: String
  /// The file as it was at first; `nil` if there was none.
  private let before: stat?

  /// Fails where the file cannot be written.
  package init(_ path: String) throws(ClientError) {
    guard !path.isEmpty else { throw .usage("Expected the name of a file, not nothing.") }
    self.path = path
    var found = stat()
    if stat(path, &found) == 0 {
      before = found
      guard let resolved = realpath(path, nil) else { throw .usage(LibC.message(path)) }
      target = String(cString: resolved)
      free(resolved)
      guard found.st_mode & S_IFMT != S_IFDIR else { throw .usage("\(path) is a directory.") }
      guard access(target, W_OK) == 0 else { throw .usage(LibC.message(path)) }
    } else {
      guard errno == ENOENT else { throw .usage(LibC.message(path)) }
      guard lstat(path, &found) != 0 else {
        throw .usage("\(path) is a link to a file that is not there.")
      }
      (before, target) = (nil, path)
    }
    guard !isReplaced || access(Self.directory(of: target), W_OK | X_OK) == 0 else {
      throw .usage("No file can be made beside \(LibC.message(path)).")
    }
  }

  /// Whether a new file takes the place of the old one.
  private var isReplaced: Bool { before.map { $0.st_mode & S_IFMT == S_IFREG } ?? true }

  /// The file's content; `nil` when there is nothing that could be lost.
  package func contents() throws(ClientError) -> [UInt8]? {
    guard before != nil, isReplaced else { return nil }
    return try SmallFile.contents(target, limit: Self.contentsLimit)
  }

  package func replace(with bytes: [UInt8]) throws(ClientError) {
    guard isReplaced else { return try overwrite(bytes) }
    var template = Array("\(target).skein-XXXXXX".utf8CString)
    let draft = mkstemp(&template)
    let name = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard draft >= 0 else { throw .system(LibC.message(name)) }
    do throws(ClientError) {
      try prepare(draft, with: bytes)
      try refuseChanged()
      guard rename(name, target) == 0 else { throw .system(LibC.message(path)) }
    } catch {
      SmallFile.close(draft)
      unlink(name)
      throw error
    }
    SmallFile.close(draft)
  }

  /// Writes the new file to the disk before it takes the place of the old one.
  private func prepare(_ draft: Int32, with bytes: [UInt8]) throws(ClientError) {
    if let before {
      // If the owner cannot be kept, the file belongs to this user, as with an editor.
      _ = fchown(draft, before.st_uid, before.st_gid)
    }
    guard LibC.writeAll(draft, bytes), fchmod(draft, mode) == 0, fsync(draft) == 0 else {
      throw .system(LibC.message(path))
    }
  }

  private var mode: mode_t {
    if let before { return before.st_mode & 0o7777 }
    let masked = umask(0)
    umask(masked)
    return 0o666 & ~masked
  }

  /// Fails when the file was changed meanwhile: that change must not be lost.
  private func refuseChanged() throws(ClientError) {
    var now = stat()
    let isThere = stat(target, &now) == 0
    guard let before else {
      if isThere { throw .system("\(path) was created meanwhile, and stays as it is.") }
      return
    }
    guard isThere, now.st_ino == before.st_ino, now.st_dev == before.st_dev,
      now.st_size == before.st_size, now.st_mtim.tv_sec == before.st_mtim.tv_sec,
      now.st_mtim.tv_nsec == before.st_mtim.tv_nsec
    else { throw .system("\(path) has changed since the question, and stays as it is.") }
  }

  private func overwrite(_ bytes: [UInt8]) throws(ClientError) {
    let file = open(target, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { throw .system(LibC.message(path)) }
    defer { SmallFile.close(file) }
    guard LibC.writeAll(file, bytes) else { throw .system(LibC.message(path)) }
  }

  private static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

#if canImport(Darwin)
  extension stat {
    fileprivate var st_mtim: timespec { st_mtimespec }
  }
#endif
