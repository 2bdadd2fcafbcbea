#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The system calls whose names our own methods would shadow.
enum LibC {
  static func read(_ file: Int32, _ room: UnsafeMutableRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.read(file, room.baseAddress, room.count)
    #elseif canImport(Musl)
      Musl.read(file, room.baseAddress, room.count)
    #else
      Darwin.read(file, room.baseAddress, room.count)
    #endif
  }

  static func write(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.write(file, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
      Musl.write(file, bytes.baseAddress, bytes.count)
    #else
      Darwin.write(file, bytes.baseAddress, bytes.count)
    #endif
  }

  /// Writes all bytes; false with `errno` set where that fails.
  static func writeAll(_ file: Int32, _ bytes: [UInt8]) -> Bool {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(file, UnsafeRawBufferPointer(rebasing: $0[written...]))
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return false }
      written += count
    }
    return true
  }

  /// Sends to a socket; a closed socket is an error, not a signal.
  static func send(_ socket: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.send(socket, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
    #elseif canImport(Musl)
      Musl.send(socket, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
    #else
      // Address sets SO_NOSIGPIPE.
      Darwin.write(socket, bytes.baseAddress, bytes.count)
    #endif
  }

  /// `errno` in words, after the action that failed.
  static func message(_ what: String, _ code: Int32 = errno) -> String {
    "\(what): \(String(cString: strerror(code)))"
  }
}
