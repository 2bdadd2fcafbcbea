import ServiceLifecycle

#if canImport(Glibc)
  import Glibc
#endif

/// Returns freed memory to the system.
///
/// glibc keeps freed memory for later use, in each thread's own heap: after a busy hour an idle
/// daemon would hold hundreds of megabytes. Other systems' allocators return it by themselves.
struct FreeMemory: ServiceLifecycle.Service {
  /// The time between two checks of the process's memory.
  static let lookSeconds = 5
  /// The longest time between two checks, if the last ones could return only little memory.
  static let longestLookSeconds = 20
  /// How much the process may grow before free memory is returned: less is soon needed again.
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
            // Later frees cannot be seen from outside, so it is tried again, but less and less
            // often.
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

    /// malloc_trim(3), which Swift's Glibc module lacks.
    private static var malloc_trim: (@convention(c) (Int) -> Int32)? {
      guard let symbol = dlsym(nil, "malloc_trim") else { return nil }
      return unsafeBitCast(symbol, to: (@convention(c) (Int) -> Int32).self)
    }

    /// The resident memory, from /proc/self/statm, whose second number counts pages (proc(5));
    /// `nil` without /proc.
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
