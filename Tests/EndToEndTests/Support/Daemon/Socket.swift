import Foundation
import Testing

/// A blocking Unix socket with deadlines, read line by line.
final class Socket {
  struct Failed: Error {
    let step: String
    let errno: Int32
  }

  struct TimedOut: Error {
    let step: String
    /// Received bytes that are not a whole line yet.
    let rest: String
  }

  static let seconds = 40.0

  private var file: Int32
  private var buffer: [UInt8] = []
  private var scanned = 0

  init(_ path: String) throws {
    file = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard file >= 0 else { throw Failed(step: "socket", errno: errno) }
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix(107)) }
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { [file] in
        connect(file, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard code == 0 else {
      let reason = errno
      Foundation.close(file)
      file = -1
      throw Failed(step: "connect", errno: reason)
    }
  }

  deinit {
    close()
  }

  func close() {
    if file >= 0 { _ = Foundation.close(file) }
    file = -1
  }

  /// Nothing more is sent; received bytes can still be read.
  func halfClose() {
    shutdown(file, Int32(SHUT_WR))
  }

  /// Sends a line.
  func send(_ line: String) throws {
    try send(Array((line + "\n").utf8))
  }

  /// Sends bytes unchanged.
  func send(_ bytes: [UInt8], within seconds: Double = seconds) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      try wait(for: POLLOUT, seconds, "send")
      let count = rest.withUnsafeBytes {
        Glibc.send(file, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
      }
      if count < 0, errno == EAGAIN { continue }
      guard count > 0 else { throw Failed(step: "send", errno: errno) }
      rest = rest.dropFirst(count)
    }
  }

  /// The next line without its LF; `nil` when the daemon has closed.
  func line(within seconds: Double = seconds) throws -> String? {
    while true {
      if let end = buffer[scanned...].firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: buffer[..<end], as: UTF8.self)
        buffer.removeFirst(end + 1)
        scanned = 0
        return line
      }
      scanned = buffer.count
      guard try fill(seconds) else { return nil }
    }
  }

  /// Exactly `count` bytes.
  func bytes(_ count: Int) throws -> [UInt8] {
    while buffer.count < count {
      guard try fill(Self.seconds) else { throw Failed(step: "the daemon closed", errno: 0) }
    }
    defer {
      buffer.removeFirst(count)
      scanned = 0
    }
    return Array(buffer[..<count])
  }

  /// Whether the daemon closes the connection; what it sends before that is dropped.
  func isClosed(within seconds: Double = seconds) throws -> Bool {
    while try fill(seconds) { (buffer, scanned) = ([], 0) }
    return true
  }

  private func fill(_ seconds: Double) throws -> Bool {
    try wait(for: POLLIN, seconds, "receive")
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    let count = recv(file, &chunk, chunk.count, 0)
    if count < 0, errno == ECONNRESET { return false }
    guard count >= 0 else { throw Failed(step: "receive", errno: errno) }
    buffer += chunk[..<count]
    return count > 0
  }

  private func wait(for events: Int32, _ seconds: Double, _ step: String) throws {
    var watched = pollfd(fd: file, events: Int16(events), revents: 0)
    let deadline = Date(timeIntervalSinceNow: seconds)
    while true {
      let left = max(0, deadline.timeIntervalSinceNow)
      let count = poll(&watched, 1, Int32(left * 1000))
      if count > 0 { return }
      guard count < 0, errno == EINTR else {
        throw TimedOut(step: step, rest: String(decoding: buffer.prefix(500), as: UTF8.self))
      }
    }
  }
}
