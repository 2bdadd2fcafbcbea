import Client
import Wire

/// What was found as people read it on a terminal: under each thread what was said in it, the thread
/// of the first hit first.
struct SearchPage {
  /// From so many columns on, what was found stands beside when and by whom it was said, else below.
  private static let wideColumns = 72
  private static let indent = 4
  /// As long as the longest, `unanswered`.
  private static let roleColumns = 10
  /// As long as a day, which is the longest that `Age` says.
  private static let ageColumns = 10

  private struct Group {
    let thread: Noun.Thread
    /// With its marks, when the title was found.
    var title: SnippetText?
    var hits: [(hit: SearchHit, snippet: SnippetText)] = []
  }

  private var groups: [Group] = []

  init(_ hits: [SearchHit]) {
    var places: [ThreadID: Int] = [:]
    for hit in hits {
      let place = places[hit.thread.id] ?? groups.count
      if place == groups.count {
        places[hit.thread.id] = place
        groups.append(Group(thread: hit.thread))
      }
      let snippet = SnippetText(hit.snippet)
      if hit.isTitle {
        groups[place].title = snippet
      } else {
        groups[place].hits.append((hit, snippet))
      }
    }
  }

  func text(
    width: Int, now: Timestamp = .now, bold: (String) -> String, matched: (String) -> String
  ) -> String {
    let names = groups.map(\.thread.reference)
    let nameColumns = names.map { DisplayWidth.of($0) }.max() ?? 0
    var lines: [String] = []
    for (group, name) in zip(groups, names) {
      let activity = Age.text(of: group.thread.lastMessageAt ?? group.thread.createdAt, now: now)
      let age = [group.thread.state, activity].filter { !$0.isEmpty }.joined(separator: ", ")
      let head = padded(name, nameColumns) + "  "
      let title = group.title ?? SnippetText(group.thread.title?.text ?? "–")
      let wrapped = title.wrapped(
        to: max(10, width - nameColumns - 2 - DisplayWidth.of(age) - 2), plain: bold,
        match: matched)
      for (number, line) in wrapped.enumerated() {
        let blank = String(repeating: " ", count: nameColumns + 2)
        lines.append(number == 0 ? head + line + "  " + age : blank + line)
      }
      for (hit, snippet) in group.hits {
        let age = hit.message.map { Age.text(of: $0.createdAt, now: now) } ?? ""
        lines += rows(hit.speaker, age, snippet, width, matched)
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func rows(
    _ role: String, _ age: String, _ snippet: SnippetText, _ width: Int,
    _ matched: (String) -> String
  ) -> [String] {
    let indent = String(repeating: " ", count: Self.indent)
    guard width >= Self.wideColumns else {
      let below = indent + "  "
      return [indent + padded(role, Self.roleColumns) + "  " + age]
        + snippet.wrapped(to: max(10, width - below.count), plain: { $0 }, match: matched)
        .map { below + $0 }
    }
    let facts =
      indent + padded(role, Self.roleColumns) + "  " + padded(age, Self.ageColumns) + "  "
    let blank = String(repeating: " ", count: facts.count)
    return snippet.wrapped(to: width - facts.count, plain: { $0 }, match: matched)
      .enumerated().map { number, line in (number == 0 ? facts : blank) + line }
  }

  private func padded(_ text: String, _ columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - DisplayWidth.of(text)))
  }
}

extension SearchHit {
  /// Whether it is the title of its thread that matches.
  var isTitle: Bool { message == nil && turnId == nil }

  /// Who said it, or what it is where nobody did.
  var speaker: String {
    message?.role.rawValue ?? (isTitle ? "title" : "unanswered")
  }
}
