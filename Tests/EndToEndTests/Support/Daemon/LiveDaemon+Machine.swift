import Foundation
import Testing

/// What the kernel reports about a daemon.
extension LiveDaemon {
  func residentKiB() throws -> Int {
    let status = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
    return try #require(line.split(separator: " ").dropFirst().first.flatMap { Int($0) })
  }

  /// The processor time that it has used so far, in seconds.
  func cpuSeconds() throws -> Double {
    let status = try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
    // The name, in brackets, may contain spaces; user and system ticks are the 12th and 13th fields
    // after it.
    let fields = try #require(status.split(separator: ")").last).split(separator: " ")
    let ticks = fields.dropFirst(11).prefix(2).compactMap { Double($0) }.reduce(0, +)
    return ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  func threads() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task").count
  }

  func openFiles() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd").count
  }
}
