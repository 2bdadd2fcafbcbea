#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads a small text file completely.
enum TextFile {
  /// The largest configuration file; a larger one is a mistake.
  static let sizeLimitBytes = 1 << 20

  struct Unreadable: Error {
    let message: String
    let isAbsent: Bool
  }

  static func read(_ path: String) -> Result<String, Unreadable> {
    // Without O_NONBLOCK, opening a pipe would block.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return .failure(.last(opening: path)) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return .failure(.last()) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      return .failure(Unreadable(message: "it is not a regular file", isAbsent: false))
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= sizeLimitBytes {
      let count = chunk.withUnsafeMutableBytes { buffer in
        systemRead(descriptor, buffer.baseAddress, buffer.count)
      }
      guard count >= 0 else { return .failure(.last()) }
      guard count > 0 else {
        guard let text = String(validating: bytes, as: UTF8.self) else {
          return .failure(Unreadable(message: "it is not UTF-8 text", isAbsent: false))
        }
        // Some editors begin a file with a byte order mark.
        let hasMark = text.unicodeScalars.first == "\u{FEFF}"
        return .success(hasMark ? String(text.unicodeScalars.dropFirst()) : text)
      }
      bytes += chunk[..<count]
    }
    return .failure(
      Unreadable(message: "it is longer than \(sizeLimitBytes) bytes", isAbsent: false))
  }
}

extension TextFile.Unreadable {
  /// The error of open(2). A symbolic link to a missing file is not treated as an absent file,
  /// because somebody made the link.
  fileprivate static func last(opening path: String) -> Self {
    let error = last()
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &bytes, bytes.count)
    guard error.isAbsent, count > 0 else { return error }
    let target = String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return Self(
      message: "it is a symbolic link to \(target), which does not exist", isAbsent: false)
  }

  fileprivate static func last() -> Self {
    // Later calls may change errno.
    let code = errno
    return Self(message: String(cString: strerror(code)), isAbsent: code == ENOENT)
  }
}

private func systemRead(
  _ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int
) -> Int {
  #if canImport(Glibc)
    Glibc.read(descriptor, buffer, count)
  #else
    Darwin.read(descriptor, buffer, count)
  #endif
}
