import Client

/// A command line that is being typed.
struct Completing {
  let words: [String]
  private let index: Int
  let environment = Environment.process
  let deadline = Deadline.after(milliseconds: Completions.patienceMilliseconds)

  init(words: [String], index: Int) {
    self.words = words
    self.index = index
  }

  /// The word under the cursor, without quoting.
  var word: String {
    guard words.indices.contains(index) else { return "" }
    return words[index].filter { !#"\"'"#.contains($0) }
  }

  /// What an option was given before.
  func value(of names: [String]) -> String? {
    for (name, value) in zip(words, words.dropFirst()) where names.contains(name) { return value }
    for name in names where name.hasPrefix("--") {
      if let word = words.first(where: { $0.hasPrefix(name + "=") }) {
        return String(word.dropFirst(name.count + 1))
      }
    }
    return nil
  }

  /// To a daemon that runs; none is started.
  func connection() throws -> Connection {
    let dialer = try Dialer(
      socketFlag: value(of: ["--socket"]), mayStart: false, environment: environment)
    guard let connection = try dialer.connectIfRunning(until: deadline) else {
      throw ClientError.unreachable("")
    }
    return connection
  }
}
