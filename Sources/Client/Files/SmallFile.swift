import Identity
import JSON

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads and writes whole files of a few lines.
package enum SmallFile {
  /// `nil` when it is not there, not readable by this user, or larger than `limit`.
  package static func read(_ path: String, limit: Int) -> [UInt8]? {
    // Does not wait for another user's named pipe.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = chunk.withUnsafeMutableBytes { LibC.read(file, $0) }
      if count < 0, errno == EINTR { continue }
      if count < 0 { return nil }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
      if bytes.count > limit { return nil }
    }
  }

  /// Reads a text file that a person named, at most one byte more than `limit`: such a file is too
  /// large.
  package static func contents(_ path: String, limit: Int) throws(ClientError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .usage(LibC.message(path)) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count = chunk.withUnsafeMutableBytes { LibC.read(file, $0) }
      if count < 0, errno == EINTR { continue }
      // A directory can be opened, but not read.
      guard count >= 0 else { throw .usage(LibC.message(path)) }
      if count == 0 { break }
      bytes += chunk[..<min(count, limit + 1 - bytes.count)]
    }
    return ByteOrderMark.passed(in: bytes)
  }

  /// Replaces a file as a whole: no reader sees half of it.
  package static func replace(_ path: String, with text: String) throws(ClientError) {
    let draft = "\(path).\(getpid())"
    let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure(draft) }
    let bytes = Array(text.utf8)
    let count = bytes.withUnsafeBytes { LibC.write(file, $0) }
    let error = errno
    close(file)
    guard count == bytes.count else {
      unlink(draft)
      throw .system(LibC.message(draft, count < 0 ? error : ENOSPC))
    }
    guard rename(draft, path) == 0 else { throw failure(path) }
  }

  /// Creates a file, readable by its owner alone. An existing file stays as it is, and a file that
  /// could not be written whole is removed.
  package static func create(_ path: String, with bytes: [UInt8]) throws(ClientError) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if file < 0, errno == EEXIST {
      throw .usage("\(path) exists already: name a new file, or remove this one first.")
    }
    guard file >= 0 else { throw .system(LibC.message(path)) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        LibC.write(file, UnsafeRawBufferPointer(rebasing: $0[written...]))
      }
      if count < 0, errno == EINTR { continue }
      if count < 0 { break }
      written += count
    }
    // Success is only reported when the file is on the disk.
    guard written == bytes.count, fsync(file) == 0 else {
      let error = errno
      close(file)
      unlink(path)
      throw .system(LibC.message(path, error))
    }
    close(file)
  }

  /// Whether opening it waits for a writer: a named pipe.
  static func waitsForWriter(_ path: String) -> Bool {
    var found = stat()
    return stat(path, &found) == 0 && found.st_mode & S_IFMT == S_IFIFO
  }

  /// The target of a symbolic link whose target does not exist; `nil` for anything else.
  static func missingTarget(of path: String) -> String? {
    guard !exists(path), errno == ENOENT else { return nil }
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &bytes, bytes.count)
    guard count > 0 else { return nil }
    return String(decoding: bytes[..<count].lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The path with every link resolved; `nil` if it does not exist.
  static func realPath(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// The error for a file of skein's that cannot be opened, by `errno`; it names the owner when the
  /// file is in the user's own directories.
  static func failure(_ path: String) -> ClientError {
    let code = errno
    let message = LibC.message(path, code)
    guard code == EACCES || code == EPERM, let stray = StrayOwner(onTheWayTo: path) else {
      return .system(message)
    }
    return .system("\(message). \(stray.advice).")
  }

  package static func exists(_ path: String) -> Bool {
    access(path, F_OK) == 0
  }

  static func close(_ file: Int32) {
    #if canImport(Glibc)
      _ = Glibc.close(file)
    #elseif canImport(Musl)
      _ = Musl.close(file)
    #else
      _ = Darwin.close(file)
    #endif
  }

  /// Creates a directory and those above it, for its owner alone.
  package static func makeDirectory(_ path: String) throws(ClientError) {
    if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
      throw failure(path)
    }
    try makeDirectory(String(path[..<slash]))
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure(path) }
  }
}
