#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// read(2) under a name that a method called `read` does not shadow.
func libcRead(_ file: Int32, _ room: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(file, room, count)
}

/// Whether a path leads to something that is not a regular file: a pipe, a device, a directory.
func isNoFile(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
}
