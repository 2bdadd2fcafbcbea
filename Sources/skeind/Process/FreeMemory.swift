import ServiceLifecycle

#if canImport(Glibc)
  import Glibc
#endif

/// Gives memory back to the system that was needed for a while.
///
/// glibc keeps what is freed for the next time, in each thread's own heap: after a busy hour a
/// daemon that does nothing would hold hundreds of megabytes. Other systems' allocators give it back
/// by themselves.
struct FreeMemory: ServiceLifecycle.Service {
  /// How often it is looked at what the process holds.
  static let lookSeconds = 5
  /// How often at most when it holds much and little of it was free the last time.
  static let longestLookSeconds = 20
  /// What the process may grow by before the free part is given back: less is soon needed again.
  static let keptBytes = 16 << 20

  func run() async throws {
    #if canImport(Glibc)
      await cancelWhenGracefulShutdown { await Self.keepGivingBack() }
    #endif
    try await gracefulShutdown()
  }

  #if canImport(Glibc)
    private static func keepGivingBack() async {
      guard let trim = malloc_trim else { return }
      var least = Int.max
      var seconds = lookSeconds
      do {
        while let held = residentBytes() {
          least = min(least, held)
          if held - least > keptBytes {
            // What is freed later does not show from outside: it is tried again, but not all the time.
            _ = trim(0)
            let left = residentBytes() ?? held
            let isWorthIt = held - left > keptBytes
            seconds = isWorthIt ? lookSeconds : min(seconds * 2, longestLookSeconds)
          } else {
            seconds = lookSeconds
          }
          try await Task.sleep(for: .seconds(seconds))
        }
      } catch {
        // Cancelled: the daemon stops.
      }
    }

    /// malloc_trim(3), which Swift's Glibc module leaves out.
    private static var malloc_trim: (@convention(c) (Int) -> Int32)? {
      guard let symbol = dlsym(nil, "malloc_trim") else { return nil }
      return unsafeBitCast(symbol, to: (@convention(c) (Int) -> Int32).self)
    }

    /// proc(5), /proc/self/statm: the second number counts pages. Nothing where /proc is not there.
    private static func residentBytes() -> Int? {
      let file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
      guard file >= 0 else { return nil }
      defer { close(file) }
      var text = [UInt8](repeating: 0, count: 128)
      let count = read(file, &text, text.count)
      guard count > 0 else { return nil }
      let numbers = text[..<count].split(separator: UInt8(ascii: " "))
      guard numbers.count > 1 else { return nil }
      return Int(String(decoding: numbers[1], as: UTF8.self)).map {
        $0 * sysconf(Int32(_SC_PAGESIZE))
      }
    }
  #endif
}
