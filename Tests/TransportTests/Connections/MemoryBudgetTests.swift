import OwnThread
import Testing
import Wire

@testable import Transport

@Suite(.ownThread) struct MemoryBudgetTests {
  private static let mebibyte = 1 << 20

  @Test func `one may hold as much as is free, and what is small always`() {
    let budget = MemoryBudget(bytes: 10 * Self.mebibyte)
    #expect(budget.allowance == 10 * Self.mebibyte)
    budget.change(by: 6 * Self.mebibyte)
    #expect(budget.admits(4 * Self.mebibyte))
    #expect(!budget.admits(4 * Self.mebibyte + 1))
    budget.change(by: 5 * Self.mebibyte)
    #expect(budget.admits(Limits.smallBytes))
    #expect(!budget.admits(Limits.smallBytes + 1))
    budget.change(by: -11 * Self.mebibyte)
    #expect(budget.allowance == 10 * Self.mebibyte)
  }

  private let limits = LimitSettings(messageBytes: 4 << 20, bufferedBytes: 8 << 20)

  @Test func `who hoards is refused, its line is dropped, and it goes on`() async throws {
    try await Server.run(limits) { server in
      let other = try server.client()
      let hoarders = try (0..<20).map { _ in try server.client() }
      for hoarder in hoarders {
        try hoarder.send([UInt8](repeating: UInt8(ascii: "["), count: 3 << 20))
      }
      // 20 lines of 3 MiB are not kept in 8 MiB: those that came too late are told.
      var refused = 0
      for hoarder in hoarders.dropFirst(4) {
        #expect(try hoarder.shapes(1) == ["null!-32001"])
        refused += 1
      }
      #expect(refused == 16)
      try other.send(ping(1) + "\n")
      #expect(try other.shapes(1) == ["1=null"])
      for hoarder in hoarders.dropFirst(4) {
        try hoarder.send("the rest of it\n" + ping(2) + "\n")
        #expect(try hoarder.shapes(1) == ["2=null"])
      }
    }
  }

  @Test func `a body with headers is dropped as well, to its end`() async throws {
    try await Server.run(limits) { server in
      let hoarders = try (0..<8).map { _ in try server.client() }
      for hoarder in hoarders {
        try hoarder.send(
          "Content-Length: \(4 << 20)\r\n\r\n" + String(repeating: "x", count: 3 << 20))
      }
      let last = try #require(hoarders.last)
      let body = ping(1)
      try last.send(
        String(repeating: "x", count: 1 << 20)
          + "Content-Length: \(body.utf8.count)\r\n\r\n" + body)
      last.halfClose()
      let answers = try last.rest()
      #expect(answers.contains(#""id":null,"error":{"code":-32001,"#))
      #expect(answers.contains(#""id":1,"result":null"#))
    }
  }

  @Test func `when clients that are gone held the memory, it is free again`() async throws {
    try await Server.run(limits) { server in
      for _ in 0..<20 {
        let hoarder = try server.client()
        try hoarder.send([UInt8](repeating: UInt8(ascii: "["), count: 3 << 20))
        hoarder.close()
      }
      try server.events.wait("all are gone") {
        server.endpoints.count == 20 && server.endpoints.allSatisfy { $0.disconnections == 1 }
      }
      let size = 3 << 20
      let client = try server.client()
      try client.send(
        call("echo", 1, params: "[\"\(String(repeating: "x", count: size))\"]") + "\n")
      #expect(try client.line()?.utf8.count ?? 0 > size)
    }
  }

  @Test func `what is not answered yet counts, and small requests go on beside it`() async throws {
    let text = "[\"\(String(repeating: "x", count: 3 << 20))\"]"
    try await Server.run(limits) { server in
      let clients = try (0..<4).map { _ in try server.client() }
      try clients[0].send(call("park", 0, params: text) + "\n")
      try server.events.wait("it is kept") { server.endpoints.contains { $0.heldCount == 1 } }
      for client in clients.dropFirst() {
        try client.send(call("park", 1, params: text) + "\n")
        #expect(try client.shapes(1) == ["null!-32001"])
      }
      for client in clients {
        try client.send(ping(9) + "\n")
        #expect(try client.shapes(1) == ["9=null"])
      }
      for endpoint in server.endpoints { endpoint.release() }
      #expect(try clients[0].shapes(1) == ["0=true"])
      try clients[1].send(call("echo", 2, params: text) + "\n")
      #expect(try clients[1].line()?.utf8.count ?? 0 > 3 << 20)
    }
  }
}
