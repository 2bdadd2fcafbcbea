/// Money as people read it: four digits after the point, where the cents of a turn are, and as many
/// more as a smaller amount needs to show two that mean something.
struct Cost: CustomStringConvertible {
  private static let digits = 4
  /// The daemon counts in billionths.
  private static let mostDigits = 9
  /// The smallest number of two digits.
  private static let leastMeaningful = 10.0

  let description: String

  init(_ amount: Double, _ currency: String? = nil) {
    let amount = min(max(amount, 0), 1_000_000_000)
    var digits = Self.digits
    var scale = 10_000.0
    while amount > 0, digits < Self.mostDigits, (amount * scale).rounded() < Self.leastMeaningful {
      digits += 1
      scale *= 10
    }
    let (units, rest) = Int((amount * scale).rounded()).quotientAndRemainder(
      dividingBy: Int(scale))
    var text = String(rest)
    text = String(repeating: "0", count: digits - text.count) + text
    while text.count > Self.digits, text.last == "0" { text.removeLast() }
    description = "\(units).\(text)" + (currency.map { " \($0)" } ?? "")
  }
}
