import Foundation
import JSON
import Testing

/// A daemon that does what a test says: one script for each connection, in order of their arrival.
///
/// It blocks, with a thread for each connection; an error that a script throws is a test failure at
/// the end.
final class ScriptedServer: @unchecked Sendable {
  typealias Script = @Sendable (Peer) throws -> Void

  let path: String
  private let listener: Int32
  private let scripts: [Script]
  private let done = DispatchGroup()
  private let lock = NSLock()
  private var failures: [any Error] = []
  private var ownsPath = true

  convenience init(at path: String, _ script: @escaping Script) throws {
    try self.init(at: path, [script])
  }

  init(at path: String, _ scripts: [Script]) throws {
    self.path = path
    self.scripts = scripts
    listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(bound == 0 && listen(listener, 16) == 0)
    done.enter()
    Thread.detachNewThread { [self] in
      defer { done.leave() }
      for script in scripts {
        let file = accept(listener, nil, nil)
        guard file >= 0 else { return }
        done.enter()
        Thread.detachNewThread { [self] in
          defer { done.leave() }
          let peer = Peer(file)
          do { try script(peer) } catch { lock.withLock { failures.append(error) } }
          peer.close()
        }
      }
    }
  }

  /// Waits until every script has run, frees the path, and returns the errors that they threw.
  func finish() -> [any Error] {
    _ = done.wait(timeout: .now() + 10)
    freePath()
    return lock.withLock { failures }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
    freePath()
  }

  /// Only once: another server may use the path by now.
  private func freePath() {
    let isOurs = lock.withLock {
      defer { ownsPath = false }
      return ownsPath
    }
    if isOurs { unlink(path) }
  }
}

/// One client, as its script sees it.
final class Peer: @unchecked Sendable {
  struct Hung: Error {}
  struct Unexpected: Error { let method: String }

  struct Request {
    let id: String
    let method: String
    let params: Value?
  }

  private let file: Int32
  private var buffer: [UInt8] = []
  /// Before this index there is no line end.
  private var searched = 0
  private var isClosed = false

  init(_ file: Int32) {
    self.file = file
  }

  /// The next request, which must be this one.
  @discardableResult
  func expect(_ method: String) throws -> Request {
    guard let request = try next() else { throw Hung() }
    guard request.method == method else { throw Unexpected(method: request.method) }
    return request
  }

  /// The next request of a client's user. A `ping`, which is sent together with the first request,
  /// has the id 0 and is answered as any daemon does.
  func next() throws -> Request? {
    while let request = try nextOfAny() {
      guard request.method == "ping", request.id == "0" else { return request }
      answer(request, "{}")
    }
    return nil
  }

  private func nextOfAny() throws -> Request? {
    while true {
      if let end = buffer[searched...].firstIndex(of: 10) {
        defer { searched = 0 }
        let root = try Document(Array(buffer[..<end])).root
        buffer.removeFirst(end + 1)
        let id = root["id"].map { String(decoding: $0.token, as: UTF8.self) }
        return Request(
          id: id ?? "null", method: root["method"]?.string ?? "", params: root["params"])
      }
      searched = buffer.count
      var chunk = [UInt8](repeating: 0, count: 65536)
      let count = recv(file, &chunk, chunk.count, 0)
      if count <= 0 { return nil }
      buffer += chunk[..<count]
    }
  }

  func send(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Foundation.send(file, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return }
      sent += count
    }
  }

  func answer(_ request: Request, _ result: String) {
    send(#"{"jsonrpc":"2.0","id":\#(request.id),"result":\#(result)}"#)
  }

  func fail(_ request: Request, _ error: String) {
    send(#"{"jsonrpc":"2.0","id":\#(request.id),"error":\#(error)}"#)
  }

  func notify(_ method: String, _ params: String) {
    send(#"{"jsonrpc":"2.0","method":"\#(method)","params":\#(params)}"#)
  }

  func withDescriptor<Result>(_ body: (Int32) throws -> Result) rethrows -> Result {
    try body(file)
  }

  func close() {
    guard !isClosed else { return }
    isClosed = true
    Foundation.close(file)
  }
}
