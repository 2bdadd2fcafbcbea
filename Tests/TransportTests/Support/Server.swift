import Synchronization
import Testing
import Wire

@testable import Transport

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A listener in a directory of its own, with the endpoints that it made.
final class Server: Sendable {
  let directory: TemporaryDirectory
  let path: String
  let listener: Listener
  let events: Events
  private let endpointShelf: Shelf<SpecificationEndpoint>
  private let lineShelf: Shelf<String>

  private init(_ limits: LimitSettings, refusal: PeerRefusal?, in directory: TemporaryDirectory)
    throws
  {
    self.directory = directory
    path = directory.path + "/s"
    events = Events()
    let (events, endpoints, lines) = (events, Shelf<SpecificationEndpoint>(), Shelf<String>())
    let configuration = ListenerConfiguration(
      socketPath: path, limits: limits,
      log: { _, line in
        lines.put(line)
        events.happened()
      })
    listener = try Listener(configuration) { _, outlet in
      if let refusal { return .failure(refusal) }
      let endpoint = SpecificationEndpoint(outlet, events: events)
      endpoints.put(endpoint)
      events.happened()
      return .success(endpoint)
    }
    (self.endpointShelf, self.lineShelf) = (endpoints, lines)
  }

  var endpoints: [SpecificationEndpoint] { endpointShelf.all }
  var log: [String] { lineShelf.all }

  func client() throws -> TestClient { try TestClient(path) }

  /// The endpoint of the only client so far.
  func endpoint() throws -> SpecificationEndpoint {
    try events.wait("a client connects") { !endpoints.isEmpty }
    return endpoints[0]
  }

  static func run<R>(
    _ limits: LimitSettings = LimitSettings(), refusal: PeerRefusal? = nil,
    _ body: (Server) async throws -> R
  ) async throws -> R {
    let server = try Server(limits, refusal: refusal, in: TemporaryDirectory())
    try server.listener.start()
    do {
      let result = try await body(server)
      await server.listener.drain(graceSeconds: 0)
      return result
    } catch {
      await server.listener.drain(graceSeconds: 0)
      throw error
    }
  }
}

/// A list that several threads append to.
final class Shelf<Element: Sendable>: Sendable {
  private let things = Mutex<[Element]>([])

  var all: [Element] { things.withLock { $0 } }

  func put(_ thing: Element) { things.withLock { $0.append(thing) } }
}

/// A directory with mode 0700, removed when no object refers to it.
final class TemporaryDirectory: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/skein-XXXXXX".utf8CString)
    let made = try #require(mkdtemp(&template))
    path = String(cString: made)
  }

  deinit {
    for name in ["s", "s.lock", "d/s", "d/s.lock"] { unlink(path + "/" + name) }
    rmdir(path + "/d")
    unlink(path + "/d")
    rmdir(path)
  }

  func write(_ name: String) throws {
    let file = open(path + "/" + name, O_CREAT | O_WRONLY, 0o600)
    try #require(file >= 0)
    close(file)
  }

  func makeDirectory(_ name: String, mode: mode_t) {
    mkdir(path + "/" + name, 0o700)
    chmod(path + "/" + name, mode)
  }
}
