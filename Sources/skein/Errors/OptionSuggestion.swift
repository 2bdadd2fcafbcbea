/// What ArgumentParser proposes in place of an option that there is not: the nearest, however far
/// that is.
enum OptionSuggestion {
  /// Whether somebody may have meant `option` who typed another: one slip in a short name, two in a
  /// longer one.
  static func isNear(_ typed: String, _ option: String) -> Bool {
    let (typed, option) = (typed.drop { $0 == "-" }, option.drop { $0 == "-" })
    let distance = editDistance(typed.lowercased(), option.lowercased())
    return distance <= (min(typed.count, option.count) < 6 ? 1 : 2) && distance < option.count
  }

  /// ArgumentParser's complaint, without a proposal that nobody meant.
  static func checked(_ complaint: String) -> String {
    guard let head = complaint.firstRange(of: "Unknown option '"),
      let middle = complaint[head.upperBound...].firstRange(of: "'. Did you mean '"),
      let end = complaint[middle.upperBound...].firstRange(of: "'?")
    else { return complaint }
    let typed = String(complaint[head.upperBound..<middle.lowerBound])
    let option = String(complaint[middle.upperBound..<end.lowerBound])
    guard !isNear(typed, option) else { return complaint }
    return complaint[..<middle.lowerBound] + "'." + complaint[end.upperBound...]
  }
}
