/// What may stand where the cursor is.
struct Completion: Equatable {
  /// One that can be chosen, and what tells people more of it.
  struct Candidate: Equatable {
    let text: String
    var note = ""
  }

  /// How much before the cursor is being completed.
  let stem: String
  let candidates: [Candidate]

  /// Those that begin with the stem.
  init(_ stem: String, among all: [Candidate]) {
    self.stem = stem
    candidates = all.filter { $0.text.hasPrefix(stem) }
  }

  /// What can be typed without a choice, beyond the stem.
  var addition: String {
    guard let first = candidates.first?.text else { return "" }
    let common = candidates.dropFirst().reduce(first[...]) { common, next in
      common.prefix(zip(common, next.text).prefix { $0 == $1 }.count)
    }
    // After a directory, a file in it may follow.
    let end = candidates.count == 1 && !first.hasSuffix("/") ? " " : ""
    return String(common.dropFirst(stem.count)) + end
  }
}
