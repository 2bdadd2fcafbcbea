import NIOCore

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension ByteBuffer {
  /// The distance of the first `byte` from the reader index, searching from `offset` on.
  func distance(to byte: UInt8, from offset: Int = 0) -> Int? {
    withUnsafeReadableBytes { bytes in
      guard offset < bytes.count, let base = bytes.baseAddress,
        let found = memchr(base + offset, Int32(byte), bytes.count - offset)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }
}
