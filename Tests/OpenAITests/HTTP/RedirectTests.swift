import Testing

@testable import OpenAI

struct RedirectTests {
  private func target(
    _ url: String?, status: Int = 307, base: String = "https://a.test/v1", isPost: Bool = true,
    followed: Int = 0
  ) throws -> String? {
    let from = try Endpoint(Provider(name: "p", baseURL: base), path: "/chat/completions")
    return try Redirect.target(
      url, of: Recorded.head("HTTP/1.1 \(status) X\r\n\r\n"), from: from, isPost: isPost,
      followed: followed)?.url
  }

  @Test func `the same origin is followed, three times`() throws {
    #expect(try target("https://a.test/v2") == "https://a.test/v2")
    #expect(try target("https://A.test:443/v2", status: 308) == "https://A.test:443/v2")
    #expect(try target("https://a.test/v2", followed: 2) != nil)
    #expect(throws: Failure.self) { try target("https://a.test/v2", followed: 3) }
    #expect(try target("https://b.test/", status: 200) == nil)
  }

  @Test(arguments: [
    "https://b.test/v1", "http://a.test/v1", "https://a.test:444/v1", "https://a.test.b.test/",
    "https://a.test@b.test/", "ftp://a.test/",
  ])
  func `another origin is refused, and named`(url: String) {
    let failure = #expect(throws: Failure.self) { try target(url) }
    #expect(failure?.class == .badRequest)
    #expect(failure?.retryable == false)
  }

  @Test func `a redirect that would lose the body is refused, a GET may follow it`() throws {
    for status in [301, 302, 303, 300, 304] {
      #expect(throws: Failure.self) { try target("https://a.test/v2", status: status) }
    }
    #expect(try target("https://a.test/v2", status: 301, isPost: false) != nil)
    #expect(throws: Failure.self) { try target(nil) }
  }

  @Test func `the failure names the host to go to`() {
    let failure = #expect(throws: Failure.self) { try target("https://b.test/v1?token=t") }
    #expect(failure?.message.contains("https://b.test,") == true)
    #expect(failure?.message.contains("token") == false)
  }
}
