import Testing
import Wire

struct ServerHealthTests {
  private func status(_ found: [ServerHealth.Status]) -> ServerHealth.Status {
    ServerHealth.Result(
      checks: found.map { ServerHealth.Check(name: "x", status: $0, detail: "") }
    ).status
  }

  @Test func `the worst check decides`() {
    #expect(status([]) == .ok)
    #expect(status([.ok, .ok]) == .ok)
    #expect(status([.ok, .degraded]) == .degraded)
    #expect(status([.failing, .degraded, .ok]) == .failing)
  }
}
