#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A path as the daemon must be told it: it stands in another directory than we do.
package func absolutePath(_ path: String) throws(ClientError) -> String {
  if path.utf8.first == UInt8(ascii: "/") { return path }
  guard let here = getcwd(nil, 0) else {
    throw .system(LibC.message("The working directory is not known"))
  }
  defer { free(here) }
  return String(cString: here) + "/" + path
}
