import Wire

/// Finds the names that a person may have meant who typed an unknown one.
struct NearestNames {
  /// The most names that are suggested.
  static let count = 3
  /// The part of the typed letters that may be wrong: one in `tolerance`.
  private static let tolerance = 3

  private let names: [String]

  init(_ names: [String]) {
    self.names = names
  }

  /// The most similar names first, ignoring case. The typed text is compared with the whole name
  /// and with the parts after its slashes.
  func to(_ typed: String) -> [String] {
    let wanted = typed.lowercased()
    let tail = Self.tails(of: wanted).last ?? wanted
    let ranked = names.compactMap { name in
      Self.distance(of: name.lowercased(), from: wanted, tail).map { (name, $0) }
    }
    return ranked.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.prefix(Self.count).map(\.0)
  }

  /// The distance in typing errors; `nil` if it is too large. A name that contains the typed text
  /// has at most distance 1.
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

  /// How many typing errors are allowed for a length: few for short names, where most errors give
  /// another name.
  private static func limit(for length: Int) -> Int {
    length < 4 ? length / 2 : max(2, length / tolerance)
  }

  /// For `a/b/c`: `a/b/c`, `b/c` and `c`.
  private static func tails(of name: String) -> [String] {
    var tails = [name]
    var rest = name[...]
    while let slash = rest.firstIndex(of: "/") {
      rest = rest[rest.index(after: slash)...]
      if !rest.isEmpty { tails.append(String(rest)) }
    }
    return tails
  }

  /// The same, and each also without a tag such as `latest` after a colon.
  private static func ends(of name: String) -> [String] {
    guard let colon = name.firstIndex(of: ":"), colon > name.startIndex else {
      return tails(of: name)
    }
    return tails(of: name) + tails(of: String(name[..<colon]))
  }
}
