import Foundation
import OwnThread
import Synchronization
import Testing

@testable import Client

/// The bridge between two pipes and a connection, held against both of its ends.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct ProxyTests {
  /// More than the buffers of two pipes, a socket and the proxy hold, and much less than what is
  /// written before it counts as unbounded.
  private static let boundBytes = 4 << 20

  private let directory: TemporaryDirectory
  private let input: (reading: Int32, writing: Int32)
  private let output: (reading: Int32, writing: Int32)

  init() throws {
    directory = try TemporaryDirectory()
    input = try Self.pipe()
    output = try Self.pipe()
    signal(SIGPIPE, SIG_IGN)
  }

  private static func pipe() throws -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [-1, -1]
    try #require(Foundation.pipe(&ends) == 0)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  /// How the proxy ends between the test's pipes and a daemon of this script.
  private func run(_ script: @escaping ScriptedServer.Script) throws -> Outcome {
    let server = try ScriptedServer(at: directory.file("s.sock"), script)
    var proxy = Proxy(
      try Connection(named: server.path), input: input.reading, output: output.writing)
    var outcome = Outcome.done
    do throws(ClientError) { try proxy.run() } catch { outcome = .failed(error) }
    // The daemon's end is looked at after ours is closed.
    close(output.writing)
    #expect(server.finish().isEmpty)
    return outcome
  }

  private enum Outcome: Equatable {
    case done
    case failed(ClientError)
  }

  /// Writes until nothing more is taken for a while, or too much was.
  private static func fill(_ file: Int32) -> Int {
    let flags = fcntl(file, F_GETFL)
    _ = fcntl(file, F_SETFL, flags | O_NONBLOCK)
    defer { _ = fcntl(file, F_SETFL, flags) }
    let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 16)
    var taken = 0
    while taken < 4 * boundBytes {
      var watched = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
      guard poll(&watched, 1, 500) > 0 else { return taken }
      let count = write(file, chunk, chunk.count)
      if count < 0, errno != EAGAIN { return taken }
      taken += max(0, count)
    }
    return taken
  }

  @Test func `requests that the daemon does not read stay with their writer`() throws {
    let taken = Mutex(0)
    let outcome = try run { [input] peer in
      // The daemon reads nothing meanwhile, and is gone then.
      let count = Self.fill(input.writing)
      taken.withLock { $0 = count }
      peer.close()
    }
    #expect((1..<Self.boundBytes).contains(taken.withLock { $0 }))
    #expect(outcome == .failed(.disconnected))
  }

  @Test func `answers that nobody reads stay with the daemon, and requests go on`() throws {
    let taken = Mutex(0)
    let outcome = try run { [input, output] peer in
      let count = peer.withDescriptor(Self.fill)
      taken.withLock { $0 = count }
      // Nobody has read an answer yet, and a request comes through all the same.
      let request = "{\"method\":\"ping\"}\n"
      #expect(write(input.writing, request, request.utf8.count) == request.utf8.count)
      try peer.expect("ping")
      close(output.reading)
    }
    #expect((1..<Self.boundBytes).contains(taken.withLock { $0 }))
    #expect(outcome == .failed(.outputClosed))
  }

  @Test func `what has come before the reader left reaches the daemon`() throws {
    close(output.reading)
    let request = "{\"method\":\"last\"}\n"
    try #require(write(input.writing, request, request.utf8.count) == request.utf8.count)
    let outcome = try run { peer in
      try peer.expect("last")
      #expect(try peer.next() == nil)
    }
    #expect(outcome == .failed(.outputClosed))
  }

  @Test func `the end of the input is passed on, and what is answered after it comes back`() throws
  {
    close(input.writing)
    let outcome = try run { peer in
      if let request = try peer.next() { throw Peer.Unexpected(method: request.method) }
      peer.send("late")
    }
    #expect(outcome == .done)
    var answer = [UInt8](repeating: 0, count: 16)
    #expect(read(output.reading, &answer, answer.count) == 5)
    #expect(answer.starts(with: Array("late\n".utf8)))
  }
}
