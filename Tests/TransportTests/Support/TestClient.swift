import Identity
import Testing

@testable import Transport

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A blocking client on a raw socket; whatever takes more than a minute fails the test.
final class TestClient {
  struct TimedOut: Error {}
  struct Failed: Error {
    let step: String
    let errno: Int32
  }

  private var descriptor: Int32
  private var received: [UInt8] = []

  init(_ path: String) throws {
    descriptor = try LibC.streamSocket()
    let result = try SocketPath(path).withAddress { connect(descriptor, $0, $1) }
    guard result == 0 else { throw Failed(step: "connect", errno: errno) }
  }

  deinit { close() }

  func send(_ text: String) throws { try send(Array(text.utf8)) }

  func send(_ bytes: some Collection<UInt8>) throws {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      try wait(for: POLLOUT)
      rest = rest.dropFirst(try write(rest))
    }
  }

  /// Sends as much as the socket accepts now; returns how much that was.
  func sendWhatFits(_ bytes: some Collection<UInt8>) throws -> Int {
    let flags = fcntl(descriptor, F_GETFL)
    _ = fcntl(descriptor, F_SETFL, flags | O_NONBLOCK)
    defer { _ = fcntl(descriptor, F_SETFL, flags) }
    var rest = Array(bytes)[...]
    let all = rest.count
    while !rest.isEmpty {
      var watched = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      guard poll(&watched, 1, 300) == 1 else { break }
      rest = rest.dropFirst(try write(rest))
    }
    return all - rest.count
  }

  /// The next line without its LF; `nil` at the end of input.
  func line() throws -> String? {
    while true {
      if let end = received.firstIndex(of: UInt8(ascii: "\n")) {
        defer { received.removeFirst(end + 1) }
        return String(decoding: received[..<end], as: UTF8.self)
      }
      guard try fill() else { return nil }
    }
  }

  func lines(_ count: Int) throws -> [String] {
    try (0..<count).map { _ in try #require(try line()) }
  }

  /// Everything up to the end of input; a reset counts as the end, too.
  func rest() throws -> String {
    while try fill() {}
    defer { received = [] }
    return String(decoding: received, as: UTF8.self)
  }

  func shapes(_ count: Int) throws -> [String] { try lines(count).map(shape) }

  /// Sends lines, then half-closes, and reads the answers up to the end.
  func transcript(_ text: String) throws -> [String] {
    try send(text)
    halfClose()
    return try rest().split(separator: "\n").map { shape(String($0)) }
  }

  func bytes(_ count: Int) throws -> Int {
    while received.count < count, try fill() {}
    let taken = min(count, received.count)
    received.removeFirst(taken)
    return taken
  }

  func halfClose() { shutdown(descriptor, Int32(SHUT_WR)) }

  func close() {
    guard descriptor >= 0 else { return }
    _ = systemClose(descriptor)
    descriptor = -1
  }

  private func write(_ rest: ArraySlice<UInt8>) throws -> Int {
    let count = rest.withUnsafeBytes { systemSend(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EAGAIN { return 0 }
    guard count >= 0 else { throw Failed(step: "send", errno: errno) }
    return count
  }

  private func fill() throws -> Bool {
    try wait(for: POLLIN)
    var room = [UInt8](repeating: 0, count: 64 << 10)
    let count = recv(descriptor, &room, room.count, 0)
    if count < 0, errno == ECONNRESET { return false }
    guard count >= 0 else { throw Failed(step: "recv", errno: errno) }
    received += room[..<count]
    return count > 0
  }

  private func wait(for events: Int32) throws {
    var watched = pollfd(fd: descriptor, events: Int16(events), revents: 0)
    guard poll(&watched, 1, 60_000) == 1 else { throw TimedOut() }
  }
}

private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }

private func systemSend(_ descriptor: Int32, _ base: UnsafeRawPointer?, _ count: Int) -> Int {
  #if canImport(Darwin)
    send(descriptor, base, count, 0)
  #else
    send(descriptor, base, count, Int32(MSG_NOSIGNAL))
  #endif
}
