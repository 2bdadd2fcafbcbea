#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads and writes whole files with the C library: starting Foundation would take longer than the
/// work.
enum Files {
  /// A system call that failed, with the system's error text.
  struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ path: String) {
      description = "\(path): \(String(cString: strerror(errno)))"
    }

    init(saying description: String) {
      self.description = description
    }
  }

  /// The nearest directory, from the current one upwards, that holds Package.swift.
  static func packageRoot() throws -> String {
    guard let start = getcwd(nil, 0) else { throw Failure(".") }
    defer { free(start) }
    var directory = Substring(String(cString: start))
    while !directory.isEmpty {
      if exists(directory + "/Package.swift") { return String(directory) }
      directory = directory.prefix(upTo: directory.lastIndex(of: "/") ?? directory.startIndex)
    }
    throw Failure(
      saying: "No Package.swift in this directory or above it: run maintain inside the package.")
  }

  static func exists(_ path: some StringProtocol) -> Bool {
    access(String(path), F_OK) == 0
  }

  static func read(_ path: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Failure(path) }
    defer { close(file) }
    var bytes: [UInt8] = []
    while true {
      let room = 1 << 16
      let chunk = try [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        let got = fill(buffer, from: file)
        guard got >= 0 else { throw Failure(path) }
        count = got
      }
      if chunk.isEmpty { return bytes }
      bytes += chunk
    }
  }

  /// Writes a new file beside it first, so that a failure does not damage the old file.
  static func write(_ bytes: [UInt8], to path: String) throws {
    let draft = path + ".new"
    let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw Failure(draft) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = drain(rest, into: file)
      guard written > 0 else {
        close(file)
        throw Failure(draft)
      }
      rest = rest.dropFirst(written)
    }
    guard close(file) == 0, rename(draft, path) == 0 else { throw Failure(path) }
  }
}

// The C functions, under names that are not hidden by this type's own functions.

private func fill(_ buffer: UnsafeMutableBufferPointer<UInt8>, from file: Int32) -> Int {
  read(file, buffer.baseAddress, buffer.count)
}

private func drain(_ bytes: ArraySlice<UInt8>, into file: Int32) -> Int {
  bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
}
