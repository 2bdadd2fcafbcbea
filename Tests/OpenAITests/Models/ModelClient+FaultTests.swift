import Testing
import Upstream

@testable import OpenAI

/// What providers and the networks before them do wrong.
@Suite(.timeLimit(.minutes(5)))
struct ModelClientFaultTests {
  @Test func `a provider that never answers is a timeout, and tried again`() async throws {
    let upstream = try Upstream { connection, _ in
      if connection.number == 1 {
        try connection.send(Answer.head)
        connection.waitForClose()
      } else {
        try connection.send(Answer.stream("late"))
      }
    }
    try await withClient { client in
      let events = await client.ask(upstream.provider(firstByte: 1))
      #expect(events.first?.retried?.class == .timeout)
      #expect(text(of: events) == "late")
      #expect(events.last?.completion?.attempts == 2)
    }
  }

  @Test func `a stall in the middle is a timeout that keeps what was said`() async throws {
    let upstream = try Upstream { connection, _ in
      try connection.send(Answer.head + Answer.said("half"))
      connection.waitForClose()
    }
    try await withClient { client in
      let events = await client.ask(upstream.provider(idle: 0.2))
      #expect(events.first == .text("half"))
      #expect(events.count == 2)
      #expect(events.last?.failure?.class == .timeout)
    }
    var notes = upstream.notes.makeAsyncIterator()
    #expect(await notes.next() == "closed")
  }

  @Test func `a stall after the last word is an answer`() async throws {
    let upstream = try Upstream { connection, _ in
      try connection.send(
        Answer.head + Answer.said("all") + Answer.frame(chunk("{}", finish: #""stop""#)))
      connection.waitForClose()
    }
    try await withClient { client in
      #expect(
        await client.ask(upstream.provider(idle: 0.2)) == [
          .text("all"), .completed(Completion(finishReason: "stop")),
        ])
    }
  }

  @Test func `bytes that come slowly are no stall`() async throws {
    let bytes = Array(Answer.stream("slow").utf8)
    let upstream = try Upstream { connection, _ in
      for byte in bytes { try connection.send([byte]) }
    }
    try await withClient { client in
      #expect(text(of: await client.ask(upstream.provider())) == "slow")
    }
  }

  @Test func `a connection that ends at any byte tells no more and no less than it sent`()
    async throws
  {
    let recorded = try Recorded("llmock/reply")
    let lines = String(decoding: recorded.body, as: UTF8.self).split(separator: "\n\n")
    let body = lines.map { Answer.piece($0 + "\n\n") }.joined() + "0\r\n\r\n"
    let bytes = Array((Answer.head + body).utf8)
    let whole = "Scripted naïve 🌊 reply"
    let upstream = try Upstream { connection, request in
      let cut = Int(request.body.split(separator: "cut ").last?.prefix { $0.isNumber } ?? "") ?? 0
      try connection.send(Array(bytes.prefix(cut)))
      cut % 2 == 0 ? connection.close() : connection.reset()
    }
    let provider = upstream.provider(attempts: 1)
    let finish = try #require(bytes.firstRange(of: #""finish_reason":"stop""#.utf8)).upperBound
    try await withClient { client in
      for cut in stride(from: 0, through: bytes.count, by: 3) {
        var request = question
        request.messages[0].content = "cut \(cut)"
        let events = await client.ask(provider, request)
        let said = text(of: events)
        #expect(whole.hasPrefix(said), "cut at \(cut)")
        if let failure = events.last?.failure {
          #expect(failure.class == .network, "cut at \(cut): \(failure)")
          // With RST the kernel may drop what had arrived.
          #expect(cut % 2 == 1 || cut < finish + 200, "cut at \(cut)")
        } else {
          #expect(cut >= finish, "cut at \(cut)")
          #expect(said == whole, "cut at \(cut)")
        }
      }
    }
  }

  @Test func `a page is no answer`() async throws {
    let upstream = try Upstream { connection, _ in
      try connection.send(
        Answer.status("200 OK", headers: "Content-Type: text/html\r\n", body: "<h1>Log in</h1>"))
    }
    try await withClient { client in
      let events = await client.ask(upstream.provider())
      #expect(events.map(\.failure?.class) == [.protocol])
      #expect(events[0].failure?.message.contains("text/html: <h1>Log in</h1>") == true)
    }
  }

  @Test func `a redirect to another origin is refused, and the key does not go there`()
    async throws
  {
    let other = try Upstream { connection, _ in try connection.send(Answer.stream("stolen")) }
    let target = other.baseURL
    let upstream = try Upstream { connection, _ in
      try connection.send(
        Answer.status("307 There", headers: "Location: \(target)/chat/completions\r\n"))
    }
    try await withClient { client in
      let events = await client.ask(upstream.provider())
      #expect(events.map(\.failure?.class) == [.badRequest])
      #expect(events[0].failure?.message.contains(target.dropLast("/v1".count)) == true)
      guard case .failure(let failure) = await client.list(upstream.provider()) else { return }
      #expect(failure.code == "redirect")
    }
    #expect(other.connections == 0)
  }

  @Test func `a redirect within the origin is followed with the whole request`() async throws {
    let upstream = try Upstream { connection, request in
      try connection.send(
        request.path == "/v2/chat"
          ? Answer.stream("moved")
          : Answer.status("308 There", headers: "Location: /v2/chat\r\n"))
    }
    let circle = try Upstream { connection, request in
      try connection.send(Answer.status("307 There", headers: "Location: \(request.path)\r\n"))
    }
    try await withClient { client in
      #expect(text(of: await client.ask(upstream.provider())) == "moved")
      #expect(upstream.requests.map(\.body).count == 2)
      #expect(upstream.requests.first?.body == upstream.requests.last?.body)
      #expect(upstream.requests.last?.headers["authorization"] == "Bearer sk-test")
      #expect((await client.ask(circle.provider())).map(\.failure?.code) == ["redirect"])
      #expect(circle.requests.count == 4)
    }
  }

  @Test func `what is no HTTP, and no TLS, is said so`() async throws {
    let upstream = try Upstream { connection, _ in
      try connection.send("SSH-2.0-OpenSSH_9.2\r\n")
      connection.close()
    }
    try await withClient { client in
      let events = await client.ask(upstream.provider())
      #expect(events.map(\.failure?.class) == [.protocol])
      var provider = upstream.provider(attempts: 1)
      provider.baseURL = provider.baseURL.replacing("http:", with: "https:")
      let secure = try Upstream { _, _ in }
      provider.baseURL = secure.baseURL.replacing("http:", with: "https:")
      provider.connectTimeoutSeconds = 0.3
      #expect((await client.ask(provider)).last?.failure?.class == .timeout)
    }
  }

  @Test func `a bad base URL, extra member or proxy is told without a try`() async throws {
    try await withClient { client in
      var provider = Provider(name: "p", baseURL: "ftp://x.test")
      #expect((await client.ask(provider)).map(\.failure?.code) == ["baseURL"])
      guard case .failure(let failure) = await client.list(provider) else { return }
      #expect(failure.code == "baseURL")
      provider = Provider(
        name: "p", baseURL: "http://x.test", proxy: "http://127.0.0.1:1", maxAttempts: 1)
      #expect((await client.ask(provider)).map(\.failure?.class) == [.network])
    }
  }

  @Test func `heads without end are refused`() async throws {
    let upstream = try Upstream { connection, _ in
      try connection.send("HTTP/1.1 200 OK\r\n")
      while true { try connection.send("x-more: \(String(repeating: "a", count: 1000))\r\n") }
    }
    try await withClient { client in
      let events = await client.ask(upstream.provider(attempts: 1))
      #expect(events.last?.failure != nil)
    }
  }
}
