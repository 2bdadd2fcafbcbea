import Foundation
import JSON
import OwnThread
import Synchronization
import Testing
import Wire

@Suite(.ownThread) struct BackPressureTests {
  @Test func `reading stops at the bound of calls in flight and goes on below it`() async throws {
    try await Server.run(LimitSettings(requestsInFlight: 4)) { server in
      let client = try server.client()
      try client.send((1...6).map { hold($0) + "\n" }.joined())
      let endpoint = try server.endpoint()
      try server.events.wait("four calls") { endpoint.heldCount == 4 }
      try client.send(ping(7) + "\n")
      // Another client is served: the loop has had its chance to read on.
      #expect(try server.client().transcript(ping(1) + "\n") == ["1=null"])
      #expect(endpoint.methods.count == 4)
      endpoint.release(2)
      try server.events.wait("two more") { endpoint.methods.count == 6 }
      endpoint.release()
      #expect(try client.shapes(7).sorted() == (1...6).map { "\($0)=true" } + ["7=null"])
    }
  }

  @Test func `calls that are parked do not count`() async throws {
    try await Server.run(LimitSettings(requestsInFlight: 2)) { server in
      let client = try server.client()
      try client.send((1...10).map { call("park", $0) + "\n" }.joined() + cancel("3") + "\n")
      #expect(try client.shapes(1) == ["3!-32800"])
      try client.send(ping(11) + "\n")
      #expect(try client.shapes(1) == ["11=null"])
    }
  }

  @Test func `a client that does not read is not read, and hears everything later`() async throws {
    let limits = LimitSettings(unreadBytes: 64 << 10)
    try await Server.run(limits) { server in
      let client = try server.client()
      let requests = 50_000
      let lines = (1...requests).map { call("large", $0, params: #"{"bytes":200}"#) + "\n" }
      let text = Array(lines.joined().utf8)
      let sent = try client.sendWhatFits(text)
      #expect(sent < text.count)
      #expect(try server.client().transcript(ping(1) + "\n") == ["1=null"])
      #expect(try server.endpoint().methods.count < requests / 2)
      let whole = text[..<sent].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      let count = text[..<whole].count { $0 == UInt8(ascii: "\n") }
      let answers = try client.lines(count)
      #expect(answers.last.map(shape)?.hasPrefix("\(count)=") == true)
    }
  }

  @Test func `a client that leaves too much unread is disconnected, nobody else`() async throws {
    let limits = LimitSettings(unreadBytes: 64 << 10, unreadBytesClose: 1 << 20)
    try await Server.run(limits) { server in
      let (slow, other) = (try server.client(), try server.client())
      try slow.send(ping(1) + "\n")
      try server.events.wait("a call") { server.endpoints.contains { !$0.methods.isEmpty } }
      let endpoint = try #require(server.endpoints.first { !$0.methods.isEmpty })
      let message = Array("\"\(String(repeating: "x", count: 100_000))\"".utf8)
      for _ in 0..<20 { endpoint.outlet.send(message) }
      try server.events.wait("it is closed") { endpoint.disconnections == 1 }
      #expect(endpoint.outlet.unreadBytes == 0)
      endpoint.outlet.send(message)
      try other.send(ping(2) + "\n")
      #expect(try other.shapes(1) == ["2=null"])
    }
  }

  @Test func `answers that end at once all arrive, though they hold more than the bound`()
    async throws
  {
    let limits = LimitSettings(unreadBytes: 64 << 10, unreadBytesClose: 1 << 20)
    try await Server.run(limits) { server in
      let client = try server.client()
      try client.send((1...8).map { hold($0) + "\n" }.joined())
      let endpoint = try server.endpoint()
      try server.events.wait("eight calls") { endpoint.heldCount == 8 }
      let result = "\"\(String(repeating: "x", count: 300 << 10))\""
      endpoint.release(result: result)
      for number in 1...8 {
        let line = try #require(try client.line())
        #expect(line.hasPrefix(#"{"jsonrpc":"2.0","id":\#(number),"#))
        #expect(line.utf8.count > 300 << 10)
      }
      try client.send(ping(9) + "\n")
      #expect(try client.shapes(1) == ["9=null"])
    }
  }

  @Test func `a request for much waits while requests of as much are under way`() async throws {
    let limits = LimitSettings(messageBytes: 1 << 20)
    let text = "[\"\(String(repeating: "x", count: 600 << 10))\"]"
    try await Server.run(limits) { server in
      let client = try server.client()
      let requests = Array((1...3).map { call("hold", $0, params: text) + "\n" }.joined().utf8)
      let sent = try client.sendWhatFits(requests)
      #expect(sent < requests.count)
      let endpoint = try server.endpoint()
      try server.events.wait("two calls") { endpoint.heldCount == 2 }
      #expect(try server.client().transcript(ping(1) + "\n") == ["1=null"])
      #expect(endpoint.heldCount == 2)
      endpoint.release(1)
      try client.send(requests[sent...])
      try server.events.wait("the third") {
        endpoint.methods.count == 3 && endpoint.heldCount == 2
      }
      endpoint.release()
      #expect(try client.shapes(3) == ["1=true", "2=true", "3=true"])
    }
  }

  @Test func `one answer over the bound is sent whole`() async throws {
    let limits = LimitSettings(unreadBytes: 64 << 10, unreadBytesClose: 1 << 20)
    try await Server.run(limits) { server in
      let client = try server.client()
      let size = 20 << 20
      try client.send(call("large", 1, params: #"{"bytes":\#(size)}"#) + "\n" + ping(2) + "\n")
      let head = #"{"jsonrpc":"2.0","id":1,"result":""}"#.utf8.count + 1
      #expect(try client.bytes(size + head) == size + head)
      #expect(try client.shapes(1) == ["2=null"])
    }
  }

  @Test func `a client that takes nothing for too long is disconnected`() async throws {
    let limits = LimitSettings(unreadBytes: 64 << 10, stalledSeconds: 1)
    try await Server.run(limits) { server in
      let client = try server.client()
      try client.send(call("large", 1, params: #"{"bytes":4000000}"#) + "\n")
      let endpoint = try server.endpoint()
      try server.events.wait("it is closed") { endpoint.disconnections == 1 }
      #expect(server.log.contains { $0.contains("took nothing") })
    }
  }

  @Test func `a client that sends much leaves the others their turn`() async throws {
    try await Server.run { server in
      let busy = try server.client()
      try busy.send(ping(0) + "\n")
      #expect(try busy.shapes(1) == ["0=null"])
      let endpoint = try server.endpoint()
      try busy.send((1...400).map { call("spin", $0) + "\n" }.joined())
      let other = try server.client()
      try other.send(ping(1) + "\n")
      #expect(try other.shapes(1) == ["1=null"])
      #expect(endpoint.methods.count < 400)
      #expect(try busy.shapes(400) == (1...400).map { "\($0)=null" })
    }
  }

  @Test func `who waits for room is told once, when the client has read`() async throws {
    try await Server.run { server in
      let client = try server.client()
      try client.send(ping(1) + "\n")
      let endpoint = try server.endpoint()
      #expect(try client.shapes(1) == ["1=null"])
      let told = Atomic(0)
      endpoint.outlet.whenRoom(below: 64 << 10) { told.add(1, ordering: .relaxed) }
      #expect(told.load(ordering: .relaxed) == 1)
      let message = Array("\"\(String(repeating: "x", count: 100_000))\"".utf8)
      for _ in 0..<20 { endpoint.outlet.send(message) }
      endpoint.outlet.whenRoom(below: 64 << 10) {
        told.add(1, ordering: .relaxed)
        server.events.happened()
      }
      #expect(told.load(ordering: .relaxed) == 1)
      _ = try client.lines(20)
      try server.events.wait("there is room") { told.load(ordering: .relaxed) == 2 }
      for _ in 0..<20 { endpoint.outlet.send(message) }
      _ = try client.lines(20)
      #expect(told.load(ordering: .relaxed) == 2)
    }
  }

  @Test func `what many threads and the loop send at once arrives whole, each one's in its order`()
    async throws
  {
    try await Server.run { server in
      let client = try server.client()
      try client.send(ping(0) + "\n")
      #expect(try client.shapes(1) == ["0=null"])
      let outlet = try server.endpoint().outlet
      let (voices, count, calls) = (4, 3000, 500)
      // Long enough to fill the socket again and again: both ways of writing take their turns.
      let words = String(repeating: "w", count: 200)
      async let spoken: [Void] = atOnce(voices) { voice in
        for number in 0..<count {
          outlet.send(
            Array("{\"voice\":\(voice),\"number\":\(number),\"words\":\"\(words)\"}".utf8))
          // A reader that falls too far behind would be given up.
          while outlet.unreadBytes > 4 << 20 { sched_yield() }
        }
      }
      try client.send((1...calls).map { ping($0) + "\n" }.joined())
      var (next, answered) = (Array(repeating: 0, count: voices), 0)
      for line in try client.lines(voices * count + calls) {
        let message = try Document(Array(line.utf8)).root
        if let voice = message["voice"]?.integer {
          #expect(message["number"]?.integer == next[voice])
          next[voice] += 1
        } else {
          answered += 1
        }
      }
      #expect(next == Array(repeating: count, count: voices))
      #expect(answered == calls)
      _ = try await spoken
    }
  }
}
