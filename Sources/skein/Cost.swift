/// Money as people read it: four digits after the point, where the cents of a turn are.
struct Cost: CustomStringConvertible {
  let description: String

  init(_ amount: Double) {
    let whole = (min(max(amount, 0), 1_000_000_000) * 10_000).rounded()
    let (units, rest) = Int(whole).quotientAndRemainder(dividingBy: 10_000)
    let digits = String(rest)
    description = "\(units)." + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
