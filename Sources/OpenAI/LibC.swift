#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// read(2), under a name that a method called `read` does not hide.
func libcRead(_ file: Int32, _ room: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(file, room, count)
}
