import Foundation
import Glibc
import Synchronization

/// A provider that does as it is told: HTTP/1.1 in plain sockets, a thread for each connection.
package final class Upstream: Sendable {
  package struct Request: Sendable {
    package var path: String
    /// Names in lower case.
    package var headers: [String: String]
    package var body: String
    /// Which connection it came on, from 1.
    package var connection: Int
  }

  package struct Gone: Error {
    package init() {}
  }

  /// The machine has no socket to give.
  struct NoSocket: Error {
    let errno: Int32
  }

  /// What to do with a request; the connection then waits for the next one.
  package typealias Script = @Sendable (Connection, Request) throws -> Void

  package let baseURL: String
  /// What scripts say to the test, in order.
  package let notes: AsyncStream<String>

  private let listener: Int32
  private let socketPath: String?
  private let said: AsyncStream<String>.Continuation
  private let state = Mutex((requests: [Request](), connections: 0))

  /// On a free port of 127.0.0.1, or on a Unix socket.
  package convenience init(socketPath: String? = nil, script: @escaping Script) throws {
    try self.init(
      socketPath: socketPath,
      serve: { connection, note in
        while let request = try connection.readRequest() {
          note(request)
          try script(connection, request)
        }
      })
  }

  /// On a free port of 127.0.0.1, for clients that do not begin with a request; `talk` has a
  /// connection from its first byte.
  package convenience init(talk: @escaping @Sendable (Connection) throws -> Void) throws {
    try self.init(socketPath: nil, serve: { connection, _ in try talk(connection) })
  }

  private init(
    socketPath: String?,
    serve: @escaping @Sendable (Connection, (Request) -> Void) throws -> Void
  ) throws {
    self.socketPath = socketPath
    (notes, said) = AsyncStream.makeStream()
    if let socketPath {
      listener = try Self.listen(socketPath)
      baseURL = "unix:\(socketPath)"
    } else {
      let (listener, port) = try Self.listen()
      self.listener = listener
      baseURL = "http://127.0.0.1:\(port)/v1"
    }
    // The thread must not keep this object alive, or nothing would ever end it.
    let listener = listener
    Thread.detachNewThread { [weak self] in
      while true {
        let file = accept(listener, nil, nil)
        guard file >= 0 else { return }
        guard let self else {
          close(file)
          return
        }
        self.accepted(file, serve)
      }
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
    if let socketPath { unlink(socketPath) }
  }

  package var requests: [Request] { state.withLock { $0.requests } }
  package var connections: Int { state.withLock { $0.connections } }

  private func accepted(
    _ file: Int32,
    _ serve: @escaping @Sendable (Connection, (Request) -> Void) throws -> Void
  ) {
    let number = state.withLock {
      $0.connections += 1
      return $0.connections
    }
    let (said, state) = (said, Weak(self))
    Thread.detachNewThread {
      let connection = Connection(file, number: number, said: said)
      do {
        try serve(connection) { request in
          state.object?.state.withLock { $0.requests.append(request) }
        }
      } catch {
        // The client left, or the script closed.
      }
      connection.close()
    }
  }

  private struct Weak: Sendable {
    weak let object: Upstream?
    init(_ object: Upstream) { self.object = object }
  }

  private static func listen() throws -> (file: Int32, port: Int) {
    let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(file, $0, size) | Glibc.listen(file, 64) | getsockname(file, $0, &size)
      }
    }
    guard code == 0 else { throw NoSocket(errno: errno) }
    return (file, Int(UInt16(bigEndian: address.sin_port)))
  }

  private static func listen(_ path: String) throws -> Int32 {
    let file = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(file, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) | Glibc.listen(file, 64)
      }
    }
    guard code == 0 else { throw NoSocket(errno: errno) }
    return file
  }
}

/// One connection to the scripted provider; used by its own thread only.
package final class Connection {
  package let number: Int
  private let file: Int32
  private let said: AsyncStream<String>.Continuation
  private var buffer: [UInt8] = []
  private var isClosed = false

  init(_ file: Int32, number: Int, said: AsyncStream<String>.Continuation) {
    self.file = file
    self.number = number
    self.said = said
  }

  package func send(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(file, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { throw Upstream.Gone() }
      rest = rest.dropFirst(count)
    }
  }

  package func send(_ text: String) throws {
    try send(Array(text.utf8))
  }

  /// Returns when the client has sent something, or has closed.
  package func waitForBytes() {
    var byte: UInt8 = 0
    _ = recv(file, &byte, 1, 0)
  }

  /// Sends `piece` again and again, with a pause before each, until the client has gone.
  package func drip(_ piece: String, everyMilliseconds pause: Int32 = 50) throws {
    while true {
      poll(nil, 0, pause)
      try send(piece)
    }
  }

  /// Tells the test.
  package func note(_ text: String) {
    said.yield(text)
  }

  package func close() {
    if isClosed { return }
    isClosed = true
    _ = Glibc.close(file)
  }

  /// Ends the connection with RST.
  package func reset() {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(file, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    close()
  }

  /// Waits until the client has closed, then tells the test.
  package func waitForClose() {
    var byte: UInt8 = 0
    while recv(file, &byte, 1, 0) > 0 {}
    note("closed")
    close()
  }

  /// Nil when the client has closed.
  func readRequest() throws -> Upstream.Request? {
    while true {
      if isClosed { return nil }
      if let end = buffer.firstRange(of: "\r\n\r\n".utf8) {
        let lines = String(decoding: buffer[..<end.lowerBound], as: UTF8.self)
          .split(separator: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
          guard let colon = line.firstIndex(of: ":") else { continue }
          let value = line[line.index(after: colon)...].drop { $0 == " " }
          headers[line[..<colon].lowercased()] = String(value)
        }
        let length = headers["content-length"].flatMap { Int($0) } ?? 0
        if buffer.count >= end.upperBound + length {
          let body = String(
            decoding: buffer[end.upperBound..<(end.upperBound + length)], as: UTF8.self)
          buffer.removeFirst(end.upperBound + length)
          let path = lines.first?.split(separator: " ").dropFirst().first ?? ""
          return Upstream.Request(
            path: String(path), headers: headers, body: body, connection: number)
        }
      }
      var chunk = [UInt8](repeating: 0, count: 1 << 16)
      let count = recv(file, &chunk, chunk.count, 0)
      if count <= 0 { return nil }
      buffer += chunk[..<count]
    }
  }
}
