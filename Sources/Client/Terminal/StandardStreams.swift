#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Standard input, output and error.
package enum StandardStreams {
  /// Takes the places of those that are closed, before anything else is opened there.
  ///
  /// Input is then empty and errors go nowhere; what would be written to output is an error.
  package static func occupy() {
    let modes = [O_RDONLY, O_RDONLY, O_WRONLY]
    for (stream, mode) in modes.enumerated() where fcntl(Int32(stream), F_GETFD) < 0 {
      // The lowest that is free is given out: this one.
      _ = open("/dev/null", mode)
    }
  }
}
