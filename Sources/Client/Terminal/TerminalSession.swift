#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A name for the terminal session that this process belongs to.
package enum TerminalSession {
  /// The session leader's process, the terminal's device and the leader's start time: a process
  /// number that is used again gives another name. `nil` without a controlling terminal.
  package static var current: String? {
    guard let device = controllingTerminal() else { return nil }
    let leader = getsid(0)
    return "\(leader)-\(device)" + (startTime(of: leader).map { "-\($0)" } ?? "")
  }

  /// Removes the files of sessions that have ended.
  static func forgetClosed(in directory: String) {
    guard let entries = opendir(directory) else { return }
    defer { closedir(entries) }
    while let entry = readdir(entries) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
      }
      guard let leader = name.split(separator: "-").first.flatMap({ pid_t($0) }), leader > 0,
        kill(leader, 0) != 0, errno == ESRCH
      else { continue }
      unlink("\(directory)/\(name)")
    }
  }

  private static func controllingTerminal() -> UInt64? {
    // The controlling terminal is known even when all three descriptors are redirected.
    if let device = field(7, of: "self") { return device == 0 ? nil : device }
    for file: Int32 in [0, 2, 1] where isatty(file) == 1 && tcgetsid(file) == getsid(0) {
      var status = stat()
      if fstat(file, &status) == 0 { return UInt64(status.st_rdev) }
    }
    return nil
  }

  private static func startTime(of process: pid_t) -> UInt64? { field(22, of: "\(process)") }

  /// A number from /proc/PID/stat, counted as in proc(5). The second field, the name, may contain
  /// anything, so fields are counted from its end. `nil` where there is no such file.
  private static func field(_ number: Int, of process: String) -> UInt64? {
    guard let bytes = SmallFile.read("/proc/\(process)/stat", limit: 8192),
      let end = bytes.lastIndex(of: UInt8(ascii: ")"))
    else { return nil }
    let fields = bytes[(end + 1)...].split(separator: UInt8(ascii: " "))
    guard fields.count > number - 3 else { return nil }
    return UInt64(String(decoding: fields[number - 3], as: UTF8.self))
  }
}
