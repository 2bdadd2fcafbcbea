import JSON
import OpenAI
import Testing
import Wire

@testable import Service

/// What turns cost by the prices that held when they ended; each answer has 7 tokens in, 3 out.
@Suite struct CostTests {
  private func prices(_ input: Double, _ output: Double) -> [String: KnownModels] {
    let price = PriceSettings(
      inputPerMillion: Price(trusted: input), outputPerMillion: Price(trusted: output))
    return ["test": KnownModels(models: ["one": ModelSettings(price: price)])]
  }

  private func ask(_ client: TestClient, _ model: String, ephemeral: Bool? = nil) async throws {
    _ = try await client.call(
      TurnRun.self,
      TurnRequest(input: Content(trusted: "Hi"), model: ModelName(model), ephemeral: ephemeral))
  }

  @Test func `a turn costs what its model's price was when it ended`() async throws {
    let script: @Sendable (ScriptedModels.Exchange) -> Void = { $0.answer("Yes.") }
    let home = try TemporaryDaemon(script: script) { $0.knownModels = prices(0.25, 2) }
    let client = try home.connect()
    try await ask(client, "test/one")
    try await ask(client, "test/one", ephemeral: true)
    try await ask(client, "test/two")
    let before = try await client.call(UsageSummary.self, .init(groupBy: .model))
    #expect(before.currency == "USD")
    // Twice (7 × 0.25 + 3 × 2) millionths.
    #expect(before.total.cost == 0.0000155)
    #expect(before.total.unpriced == 1)
    #expect(before.groups?.map(\.model) == ["test/one", "test/two"])
    #expect(before.groups?.map(\.usage.cost) == [0.0000155, nil])
    home.daemon.close()
    let next = try TemporaryDaemon.open(home.folder, home.models) {
      $0.knownModels = prices(1000, 1000)
      $0.currency = "EUR"
    }
    defer { next.close() }
    let later = try TestClient(next)
    let after = try await later.call(UsageSummary.self, .init(groupBy: .model))
    #expect(after.currency == "EUR")
    #expect(after.total == before.total)
    try await ask(later, "test/one")
    #expect(try await later.call(UsageSummary.self, .init()).total.cost == 0.0100155)
  }

  @Test func `without prices nothing has a cost`() async throws {
    let home = try TemporaryDaemon { $0.answer("Yes.") }
    let client = try home.connect()
    try await ask(client, "test/one")
    let total = try await client.call(UsageSummary.self, .init()).total
    #expect(total.cost == nil)
    #expect(total.unpriced == 1)
  }

  @Test func `a cost is nothing when tokens are not named, and never more than JSON holds`() {
    let price = PriceSettings(
      inputPerMillion: Price(trusted: 1_000_000), outputPerMillion: Price(trusted: 0))
    #expect(price.costNanos(of: nil) == nil)
    #expect(
      price.costNanos(
        of: Usage(promptTokens: .max, completionTokens: 1, totalTokens: nil))
        == 9_007_199_254_740_991)
    #expect(
      price.costNanos(of: Usage(promptTokens: nil, completionTokens: 1, totalTokens: 5)) == nil)
  }
}
