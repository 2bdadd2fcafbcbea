/// A fenced code block of an answer, without its fences.
struct FencedBlock: Equatable {
  let text: String

  enum Choice: Equatable {
    case first, last
  }

  /// What became of looking for one.
  enum Search: Equatable {
    case found(FencedBlock)
    /// There is none.
    case none
    /// The one that is wanted is never closed: its end may be missing.
    case unclosed
  }

  /// The block that is wanted, if it is whole.
  static func find(_ choice: Choice, in answer: String) -> Search {
    let (blocks, isOpen) = all(in: answer)
    switch choice {
    case .first: return blocks.first.map { .found($0) } ?? (isOpen ? .unclosed : .none)
    case .last: return isOpen ? .unclosed : blocks.last.map { .found($0) } ?? .none
    }
  }

  /// Every block, as CommonMark tells them apart, but at any indentation: models put them into
  /// lists. And whether one more is opened and not closed.
  private static func all(in answer: String) -> (blocks: [FencedBlock], isOpen: Bool) {
    var blocks: [FencedBlock] = []
    var open: Fence?
    var lines: [Substring] = []
    // A CR and its LF are one character, which is not the LF.
    for line in answer.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      guard let fence = open else {
        open = Fence(opening: line)
        continue
      }
      if fence.isClosed(by: line) {
        blocks.append(FencedBlock(text: lines.joined(separator: "\n")))
        (open, lines) = (nil, [])
      } else {
        lines.append(fence.unindented(line))
      }
    }
    return (blocks, open != nil)
  }
}

/// The line that opens a block, and what it asks of the one that closes it.
private struct Fence {
  private let mark: Character
  private let length: Int
  private let indentation: Int

  init?(opening line: Substring) {
    let rest = line.drop(while: \.isBlank)
    guard let mark = rest.first, mark == "`" || mark == "~" else { return nil }
    let length = rest.prefix { $0 == mark }.count
    // Backticks behind backticks are code within a line.
    guard length >= 3, mark == "~" || !rest.dropFirst(length).contains("`") else { return nil }
    self.mark = mark
    self.length = length
    indentation = line.count - rest.count
  }

  func isClosed(by line: Substring) -> Bool {
    let rest = line.drop(while: \.isBlank)
    let marks = rest.prefix { $0 == mark }.count
    return marks >= length && rest.dropFirst(marks).allSatisfy(\.isBlank)
  }

  /// Without as much indentation as the fence itself has.
  func unindented(_ line: Substring) -> Substring {
    line.dropFirst(line.prefix(indentation).prefix(while: \.isBlank).count)
  }
}

extension Character {
  fileprivate var isBlank: Bool { self == " " || self == "\t" }
}
