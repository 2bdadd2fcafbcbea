import Testing

@testable import Commands

struct CostTests {
  @Test(
    arguments: [
      (0, "0.0000"), (0.0133, "0.0133"), (1.5, "1.5000"), (0.00123, "0.0012"), (0.0005, "0.0005"),
      (0.000025, "0.000025"), (0.000_000_001, "0.000000001"), (12.345678, "12.3457"),
      (-1, "0.0000"), (.infinity, "1000000000.0000"),
    ] as [(Double, String)])
  func `small amounts have as many digits as they need`(amount: Double, text: String) {
    #expect("\(Cost(amount))" == text)
    #expect("\(Cost(amount, "EUR"))" == text + " EUR")
  }
}
