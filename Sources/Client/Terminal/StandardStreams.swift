#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Standard input, output and error.
package enum StandardStreams {
  /// Opens those descriptors that are closed, before any other file gets their numbers.
  ///
  /// Input is then empty and errors are dropped; writing to output is an error.
  package static func occupy() {
    let modes = [O_RDONLY, O_RDONLY, O_WRONLY]
    for (stream, mode) in modes.enumerated() where fcntl(Int32(stream), F_GETFD) < 0 {
      // open(2) returns the lowest free number: this one.
      _ = open("/dev/null", mode)
    }
  }
}
