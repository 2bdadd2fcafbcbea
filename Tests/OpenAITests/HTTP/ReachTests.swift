import Glibc
import Testing
import Upstream

@testable import OpenAI

/// Providers that cannot be reached, or not safely.
@Suite(.timeLimit(.minutes(1)))
struct ReachTests {
  private func provider(_ baseURL: String, caFile: String? = nil, api: API = .chat) -> Provider {
    Provider(
      name: "p", baseURL: baseURL, key: .value(Secret("sk-test")), caFile: caFile,
      connectTimeoutSeconds: 10, firstByteTimeoutSeconds: 10, maxAttempts: 1, api: api)
  }

  /// The one failure that asking comes to; it never has the key.
  private func failure(_ provider: Provider) async throws -> Failure? {
    var events: [ModelEvent] = []
    try await withClient { events = await $0.ask(provider) }
    #expect(events.count == 1)
    #expect(!"\(events)".contains("sk-test"))
    return events.first?.failure
  }

  @Test func `a name that is not there is a failure that may pass`() async throws {
    // RFC 6761: nobody has it.
    let failure = try await failure(provider("http://skein-test.invalid/v1"))
    #expect(failure?.class == .network)
    #expect(failure?.retryable == true)
    #expect(failure?.message.contains("skein-test.invalid") == true)
  }

  @Test func `an address that takes nothing in is a timeout of the connection`() async throws {
    let hole = try BlackHole()
    var provider = provider("http://127.0.0.1:\(hole.port)/v1")
    provider.connectTimeoutSeconds = 0.3
    let start = Clock.monotonicNanoseconds()
    let failure = try await failure(provider)
    #expect(failure?.class == .timeout)
    #expect(failure?.retryable == true)
    #expect(Clock.monotonicNanoseconds() - start < 10_000_000_000)
  }

  @Test(.enabled(if: SecureUpstream.python != nil), arguments: API.allCases)
  func `a certificate of the authority that is named is trusted`(api: API) async throws {
    let upstream = try SecureUpstream(certificate: "sound", answer: api.stream("safe"))
    let provider = provider(
      upstream.baseURL, caFile: SecureUpstream.path("authority"), api: api)
    try await withClient { #expect(text(of: await $0.ask(provider)) == "safe") }
  }

  @Test(
    .enabled(if: SecureUpstream.python != nil),
    arguments: [
      ("expired", "authority"), ("otherHost", "authority"), ("selfSigned", "authority"),
      ("selfSigned", nil), ("sound", nil),
    ])
  func `a certificate that proves nothing is refused, once, before the key is sent`(
    certificate: String, authority: String?
  ) async throws {
    let upstream = try SecureUpstream(certificate: certificate, answer: API.chat.stream("unsafe"))
    var provider = provider(upstream.baseURL, caFile: authority.map(SecureUpstream.path))
    provider.maxAttempts = 5
    let failure = try await failure(provider)
    #expect(failure?.class == .tls)
    #expect(failure?.retryable == false)
    #expect(failure?.message.contains("caFile") == true)
  }

  @Test(.enabled(if: SecureUpstream.python != nil), arguments: API.allCases)
  func `https never falls to http`(api: API) async throws {
    let plain = try Upstream { connection, _ in try connection.send(api.stream("stolen")) }
    let upstream = try SecureUpstream(
      certificate: "sound",
      answer: Answer.status("307 There", headers: "Location: \(plain.baseURL)\(api.path)\r\n"))
    let failure = try await failure(
      provider(upstream.baseURL, caFile: SecureUpstream.path("authority"), api: api))
    #expect(failure?.code == "redirect")
    #expect(plain.connections == 0)
  }
}

/// A port of 127.0.0.1 whose queue of connections is full: what comes now is not answered.
private final class BlackHole {
  let port: Int
  private var files: [Int32] = []

  init() throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    files.append(listener)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, size) | listen(listener, 0) | getsockname(listener, $0, &size)
      }
    }
    try #require(code == 0)
    port = Int(UInt16(bigEndian: address.sin_port))
    for _ in 0..<4 {
      let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | O_NONBLOCK, 0)
      files.append(file)
      _ = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(file, $0, size) }
      }
    }
  }

  deinit {
    for file in files { close(file) }
  }
}
