/// ArgumentParser proposes the nearest option in place of an unknown one, however far that is.
enum OptionSuggestion {
  /// Whether somebody who typed an unknown option may have meant `option`: one wrong letter in a short
  /// name, two in a longer one.
  static func isNear(_ typed: String, _ option: String) -> Bool {
    let (typed, option) = (typed.drop { $0 == "-" }, option.drop { $0 == "-" })
    let distance = editDistance(typed.lowercased(), option.lowercased())
    return distance <= (min(typed.count, option.count) < 6 ? 1 : 2) && distance < option.count
  }
}
