import ArgumentParser

/// Refuses options that exclude each other, by the names of those that were given.
func refuseSeveral(of options: (name: String, isGiven: Bool)...) throws {
  let given = options.filter(\.isGiven).map(\.name)
  guard given.count > 1, let last = given.last else { return }
  throw ValidationError("Choose one of \(given.dropLast().joined(separator: ", ")) and \(last).")
}
