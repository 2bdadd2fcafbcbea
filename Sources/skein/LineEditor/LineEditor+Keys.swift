/// Which key does what to the text.
extension LineEditor {
  func edit(_ key: Key) {
    switch key {
    case .text(let text): line.insert(text)
    case .paste(let text): line.insert(text)
    case .newline: line.insert("\n")
    case .control(let letter): control(letter)
    case .alt(let letter): alt(letter)
    case .backspace: line.backspace()
    case .delete: line.delete()
    case .wordBackspace: line.cutWordBack()
    case .wordDelete: line.cutWord()
    case .left: line.left()
    case .right: line.right()
    case .wordLeft: line.wordLeft()
    case .wordRight: line.wordRight()
    case .home: line.home()
    case .end: line.end()
    case .up: if !line.up() { older() }
    case .down: if !line.down() { newer() }
    case .enter, .tab, .escape, .other: break
    }
  }

  private func control(_ letter: Character) {
    switch letter {
    case "a": line.home()
    case "b": line.left()
    case "d": line.delete()
    case "e": line.end()
    case "f": line.right()
    case "h": line.backspace()
    case "k": line.cutToEnd()
    case "n": newer()
    case "p": older()
    case "r": search = HistorySearch(from: line)
    case "t": line.transpose()
    case "u": line.cutToStart()
    case "w": line.cutBack()
    case "y": line.paste()
    default: break
    }
  }

  private func alt(_ letter: Character) {
    switch letter {
    case "b", "B": line.wordLeft()
    case "f", "F": line.wordRight()
    case "d", "D": line.cutWord()
    default: break
    }
  }

  private func older() {
    if let entry = walk.older(than: line.text) { line.replace(with: entry) }
  }

  private func newer() {
    if let entry = walk.newer() { line.replace(with: entry) }
  }

  /// Whether the key belongs to the search; any other ends it with what was found.
  func pressInSearch(_ key: Key) throws -> Bool {
    guard var search else { return false }
    var found: String?
    switch key {
    case .text(let text), .paste(let text): found = search.add(text, in: walk)
    case .control("r"): found = search.older(in: walk)
    case .backspace, .control("h"): found = search.dropLast(in: walk)
    case .control("g"), .control("c"), .escape:
      line = search.original
      self.search = nil
      return true
    case .enter, .newline, .tab, .control, .alt, .delete, .wordBackspace, .wordDelete, .up, .down,
      .left, .right, .wordLeft, .wordRight, .home, .end, .other:
      self.search = nil
      return false
    }
    self.search = search
    if let found { line.replace(with: found) }
    return true
  }
}
