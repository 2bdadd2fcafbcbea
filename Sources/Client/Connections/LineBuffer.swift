#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Splits the bytes of a socket into lines. It looks at each byte once.
struct LineBuffer {
  private var bytes: [UInt8] = []
  /// The index where the next line begins.
  private var start = 0
  /// Up to here the buffer was searched for LF.
  private var searched = 0

  mutating func append(_ chunk: UnsafeRawBufferPointer) {
    if start > 0, start == bytes.count || start > 1 << 16 {
      bytes.removeFirst(start)
      searched -= start
      start = 0
    }
    bytes.append(contentsOf: chunk)
  }

  /// The next whole line without its LF; `nil` when more bytes must be read.
  mutating func next() -> [UInt8]? {
    while true {
      let end = bytes.withUnsafeBytes { all -> Int? in
        guard let base = all.baseAddress, searched < all.count,
          let found = memchr(base + searched, 10, all.count - searched)
        else { return nil }
        return UnsafeRawPointer(found) - base
      }
      guard let end else {
        searched = bytes.count
        return nil
      }
      defer {
        start = end + 1
        searched = start
      }
      let last = end > start && bytes[end - 1] == UInt8(ascii: "\r") ? end - 1 : end
      if last > start { return Array(bytes[start..<last]) }
    }
  }
}
