import Testing
import Upstream

@testable import OpenAI

/// The proxy that a request goes through, and what is said when it stands in the way.
@Suite(.timeLimit(.minutes(1)))
struct ProxyTests {
  // RFC 6761: nobody has the name, so whoever is reached is the proxy.
  private func provider(
    _ scheme: String = "https", proxy: String? = nil, attempts: Int = 1
  ) -> Provider {
    Provider(
      name: "p", baseURL: "\(scheme)://skein-test.invalid/v1", key: .value(Secret("sk-test")),
      proxy: proxy, connectTimeoutSeconds: 5, firstByteTimeoutSeconds: 5, maxAttempts: attempts)
  }

  /// With a user and a password, which no message may show.
  private func url(_ upstream: Upstream) -> String {
    "http://wool:s3cret@\(address(upstream))"
  }

  private func address(_ upstream: Upstream) -> String {
    String(upstream.baseURL.dropFirst("http://".count).dropLast("/v1".count))
  }

  private func failure(_ provider: Provider) async throws -> Failure {
    var events: [ModelEvent] = []
    try await withClient { events = await $0.ask(provider) }
    #expect(!"\(events)".contains("s3cret") && !"\(events)".contains("wool"))
    return try #require(events.last?.failure)
  }

  @Test func `a dead proxy is named, with the setting it comes from`() async throws {
    // Port 9 of loopback: discard, where nobody listens.
    for scheme in ["http", "https"] {
      let failure = try await failure(provider(scheme, proxy: "http://wool:s3cret@127.0.0.1:9"))
      #expect(failure.class == .network && failure.retryable)
      #expect(failure.message.contains("the proxy 127.0.0.1:9 for \(scheme)://skein-test.invalid"))
      #expect(failure.message.contains("the setting proxy of p"))
    }
    let socks = try await failure(provider(proxy: "socks5h://wool:s3cret@127.0.0.1:9"))
    #expect(socks.class == .network && socks.message.contains("the proxy 127.0.0.1:9"))
    let nameless = try await failure(provider(proxy: "http://wool:s3cret@proxy.invalid:3128"))
    #expect(nameless.class == .network)
    #expect(nameless.message.contains("Cannot find the proxy proxy.invalid:3128"))
  }

  @Test(arguments: [("407 Who", false), ("403 No", false), ("502 Bad", true), ("504 Late", true)])
  func `what a proxy answers to CONNECT is the proxy's`(
    status: String, isRetried: Bool
  ) async throws {
    let upstream = try Upstream { connection, _ in try connection.send(Answer.status(status)) }
    let failure = try await failure(provider(proxy: url(upstream), attempts: 2))
    #expect(failure.class == .network && failure.retryable == isRetried)
    #expect(failure.httpStatus == Int(status.prefix(3)))
    #expect(failure.message.contains("the proxy \(address(upstream))"))
    #expect((failure.code == "proxyAuthentication") == status.hasPrefix("407"))
    let tries = upstream.requests.count
    // A login that is refused is asked for twice by libcurl itself.
    #expect(isRetried ? tries == 2 : tries <= 2)
  }

  @Test func `without TLS 407 is the proxy's too, and what else it passes on is the server's`()
    async throws
  {
    let proxy = try Upstream { connection, request in
      let isRude = request.headers["proxy-authorization"] == nil
      try connection.send(isRude ? Answer.status("407 Who") : Answer.stream("passed on"))
    }
    let failure = try await failure(provider("http", proxy: "http://\(address(proxy))"))
    #expect(failure.class == .network && failure.code == "proxyAuthentication")
    #expect(failure.message.contains("the proxy \(address(proxy))"))
    try await withClient { client in
      let events = await client.ask(provider("http", proxy: url(proxy)))
      #expect(text(of: events) == "passed on")
      guard
        case .failure(let listed) = await client.list(
          provider("http", proxy: "http://\(address(proxy))"))
      else { return }
      #expect(listed.code == "proxyAuthentication")
    }
  }

  @Test func `a proxy that hangs up is named`() async throws {
    let upstream = try Upstream { connection, _ in connection.close() }
    let failure = try await failure(provider(proxy: url(upstream)))
    #expect(failure.class == .network)
    #expect(failure.message.contains("through the proxy \(address(upstream))"))
  }
}

/// Which proxy it is.
@Suite struct ProxyChoiceTests {
  private func proxy(
    _ baseURL: String, setting: String? = nil, _ variables: [String: String] = [:]
  ) throws -> Proxy? {
    let provider = Provider(name: "p", baseURL: baseURL, proxy: setting)
    return Proxy(to: try Endpoint(provider, path: "/models"), of: provider) { variables[$0] }
  }

  @Test func `the setting counts before the environment, and an empty one is none`() throws {
    let variables = ["https_proxy": "http://b:1", "no_proxy": "*"]
    #expect(try proxy("https://x.test", setting: "http://a:1", variables)?.display == "a:1")
    #expect(try proxy("https://x.test", setting: "", ["https_proxy": "http://b:1"]) == nil)
  }

  @Test func `the variables are those of curl, in its order`() throws {
    let all = [
      "https_proxy": "http://a:1", "HTTPS_PROXY": "http://b:1", "all_proxy": "http://c:1",
      "ALL_PROXY": "http://d:1", "http_proxy": "http://e:1", "HTTP_PROXY": "http://f:1",
    ]
    #expect(try proxy("https://x.test", all)?.origin == "the variable https_proxy")
    #expect(try proxy("http://x.test", all)?.display == "e:1")
    // A client's header can set HTTP_PROXY in a CGI program.
    #expect(try proxy("http://x.test", ["HTTP_PROXY": "http://f:1"]) == nil)
    #expect(try proxy("https://x.test", ["HTTPS_PROXY": "http://b:1"])?.display == "b:1")
    #expect(try proxy("http://x.test", ["ALL_PROXY": "socks5h://d"])?.display == "d:1080")
    #expect(try proxy("https://x.test", ["https_proxy": "", "all_proxy": "http://c:1"]) == nil)
  }

  @Test func `this machine is never reached through one`() throws {
    let variables = ["http_proxy": "http://a:1"]
    for place in ["http://127.0.0.1:1/v1", "http://localhost/v1", "unix:/run/x.sock"] {
      #expect(try proxy(place, setting: "http://a:1", variables) == nil)
    }
  }

  @Test(arguments: [
    ("x.test", "api.x.test", true), (".x.test", "x.test", true), ("x.test", "ax.test", false),
    ("X.Test.", "x.test", true), ("a, b x.test", "x.test", true), ("*", "any.test", true),
    ("", "x.test", false), ("10.0.0.0/8", "10.2.3.4", true), ("10.0.0.0/8", "11.2.3.4", false),
    ("10.0.0.0/33", "10.0.0.0", false), ("192.0.2.7", "192.0.2.7", true),
    ("2.7", "192.0.2.7", false), ("[2001:db8::1]", "[2001:db8::1]", true),
    ("2001:db8::/32", "[2001:db8::2]", true), ("x.test", "x.test.", true),
  ])
  func `no_proxy holds names, addresses and networks`(list: String, host: String, isHeld: Bool) {
    #expect(ProxyExemptions(list).hold(host) == isHeld)
  }

  @Test func `what is shown of it has no password`() throws {
    for text in ["http://wool:s3cret@a.test:3128", "wool:s3cret@a.test:3128"] {
      #expect(try proxy("https://x.test", setting: text)?.display == "a.test:3128")
    }
    #expect(try proxy("https://x.test", setting: "http://[::1]:8080")?.display == "[::1]:8080")
    #expect(try proxy("https://x.test", setting: "http://a b")?.display == "?")
  }
}
