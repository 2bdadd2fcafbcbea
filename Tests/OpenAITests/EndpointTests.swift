import Testing

@testable import OpenAI

struct EndpointTests {
  private func endpoint(_ baseURL: String) throws -> Endpoint {
    try Endpoint(Provider(name: "p", baseURL: baseURL), path: "/chat/completions")
  }

  @Test(arguments: [
    ("https://api.openai.com/v1", "https://api.openai.com/v1/chat/completions"),
    ("https://api.openai.com/v1/", "https://api.openai.com/v1/chat/completions"),
    ("http://127.0.0.1:8092", "http://127.0.0.1:8092/chat/completions"),
    (
      "https://x.test/openai/v1?api-version=1#top",
      "https://x.test/openai/v1/chat/completions?api-version=1"
    ),
    ("HTTP://[::1]:8080/v1", "http://[::1]:8080/v1/chat/completions"),
  ])
  func `the path is appended to the base`(base: String, url: String) throws {
    #expect(try endpoint(base).url == url)
    #expect(try endpoint(base).socketPath == nil)
  }

  @Test(arguments: [
    ("unix:/run/llama.sock", "/run/llama.sock", "http://localhost/v1/chat/completions"),
    ("unix:/run/llama.sock:/v1", "/run/llama.sock", "http://localhost/v1/chat/completions"),
    ("unix:/run/a:b.sock:/api/v2/", "/run/a:b.sock", "http://localhost/api/v2/chat/completions"),
  ])
  func `a Unix socket may have a path behind it`(base: String, socket: String, url: String) throws {
    let endpoint = try endpoint(base)
    #expect(endpoint.socketPath == socket)
    #expect(endpoint.url == url)
    #expect(endpoint.isLocal)
    #expect(endpoint.display == "unix:\(socket)")
  }

  @Test(arguments: [
    "", "api.openai.com/v1", "ftp://x.test/", "file:///etc/passwd", "https://", "/v1",
  ])
  func `what is no base URL is a failure that names the setting`(base: String) {
    let failure = #expect(throws: Failure.self) { try endpoint(base) }
    #expect(failure?.code == "baseURL")
    #expect(failure?.message.contains("baseURL") == true)
  }

  @Test func `loopback and OpenAI's own hosts are known`() throws {
    for base in ["http://localhost/", "http://127.9.9.9:1/", "http://[::1]/", "http://a.localhost"]
    {
      #expect(try endpoint(base).isLocal, "\(base)")
    }
    for base in ["http://127.0.0.1.evil.test", "http://10.0.0.1", "http://localhost.test"] {
      #expect(try !endpoint(base).isLocal, "\(base)")
    }
    #expect(try endpoint("https://api.openai.com/v1").isOpenAI)
    #expect(try endpoint("https://eu.api.openai.com/v1").isOpenAI)
    #expect(try !endpoint("https://api.openai.com.evil.test/v1").isOpenAI)
    #expect(try !endpoint("https://notapi.openai.com/v1").isOpenAI)
  }

  @Test func `people see no user, password or query`() throws {
    #expect(try endpoint("https://me:pw@x.test:444/v1?key=k").display == "https://x.test:444")
  }
}
