/// Names that somebody may have meant who typed another.
struct NearestNames {
  /// How many are told.
  static let count = 3
  /// A name further off than this part of what was typed is no slip of the fingers.
  private static let tolerance = 3

  private let names: [String]

  init(_ names: [String]) {
    self.names = names
  }

  /// The closest first, whatever the case: to the whole name, or to what stands behind a slash of it.
  func to(_ typed: String) -> [String] {
    let wanted = typed.lowercased()
    let tail = Self.tails(of: wanted).last ?? wanted
    let ranked = names.compactMap { name in
      Self.distance(of: name.lowercased(), from: wanted, tail).map { (name, $0) }
    }
    return ranked.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.prefix(Self.count).map(\.0)
  }

  /// `nil` for what is too far off. What holds all that was typed is as near as one slip.
  private static func distance(of name: String, from wanted: String, _ tail: String) -> Int? {
    var nearest: Int?
    for end in ends(of: name) {
      for typed in wanted == tail ? [wanted] : [wanted, tail] {
        let limit = limit(for: typed.unicodeScalars.count)
        guard abs(end.unicodeScalars.count - typed.unicodeScalars.count) <= limit else { continue }
        let found = end.editDistance(to: typed)
        if found <= limit { nearest = min(nearest ?? found, found) }
      }
    }
    if tail.unicodeScalars.count > 2, name.contains(tail) { nearest = min(nearest ?? 1, 1) }
    return nearest
  }

  /// How many slips a name of so many letters may have: in one of three letters most are another's.
  private static func limit(for length: Int) -> Int {
    length < 4 ? length / 2 : max(2, length / tolerance)
  }

  /// `a/b/c`, `b/c` and `c`.
  private static func tails(of name: String) -> [String] {
    var tails = [name]
    var rest = name[...]
    while let slash = rest.firstIndex(of: "/") {
      rest = rest[rest.index(after: slash)...]
      if !rest.isEmpty { tails.append(String(rest)) }
    }
    return tails
  }

  /// The same, each also without what stands behind a colon, as `latest` does.
  private static func ends(of name: String) -> [String] {
    guard let colon = name.firstIndex(of: ":"), colon > name.startIndex else {
      return tails(of: name)
    }
    return tails(of: name) + tails(of: String(name[..<colon]))
  }
}
