import Testing
import Upstream

@testable import OpenAI

/// Connections that end while they are being secured.
@Suite(.timeLimit(.minutes(1)))
struct HandshakeTests {
  /// How a server leaves.
  enum Leaving: CaseIterable {
    case closes, resets, closesAfterHello, resetsAfterHello
  }

  private func upstream(_ leaving: Leaving) throws -> Upstream {
    try Upstream(talk: { connection in
      switch leaving {
      case .closes: connection.close()
      case .resets: connection.reset()
      case .closesAfterHello:
        connection.waitForBytes()
        connection.close()
      case .resetsAfterHello:
        connection.waitForBytes()
        connection.reset()
      }
    })
  }

  private func secure(_ upstream: Upstream, attempts: Int) -> Provider {
    var provider = upstream.provider(attempts: attempts)
    provider.baseURL = provider.baseURL.replacing("http:", with: "https:")
    return provider
  }

  @Test(arguments: Leaving.allCases)
  func `a connection that breaks in the handshake is the network's, and tried again`(
    leaving: Leaving
  ) async throws {
    let upstream = try upstream(leaving)
    try await withClient { client in
      let events = await client.ask(secure(upstream, attempts: 2))
      #expect(events.map { ($0.retried ?? $0.failure)?.class } == [.network, .network])
      #expect(events.last?.failure?.retryable == true, "\(events)")
    }
    #expect(upstream.connections == 2)
  }

  @Test func `a server that speaks no TLS is told as that, once`() async throws {
    let upstream = try Upstream(talk: { connection in
      connection.waitForBytes()
      try connection.send("HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n")
      connection.waitForClose()
    })
    try await withClient { client in
      let events = await client.ask(secure(upstream, attempts: 5))
      #expect(events.map(\.failure?.class) == [.tls])
    }
    #expect(upstream.connections == 1)
  }
}
