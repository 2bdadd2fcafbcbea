/// The text that is being typed, and where.
struct EditLine: Equatable {
  private(set) var characters: [Character] = []
  private(set) var cursor = 0
  /// What was cut last; what is cut right after it is added.
  private var cut: [Character] = []
  private var isCutting = false

  init(_ text: String = "") {
    characters = Array(text)
    cursor = characters.count
  }

  var text: String { String(characters) }
  var isEmpty: Bool { characters.isEmpty }
  var beforeCursor: String { String(characters[..<cursor]) }

  /// The text becomes another; what was cut stays.
  mutating func replace(with text: String) {
    characters = Array(text)
    cursor = characters.count
    isCutting = false
  }

  mutating func insert(_ text: String) {
    isCutting = false
    // What is inserted may join the character before it, as accents do.
    let before = Array(String(characters[..<cursor]) + text)
    characters = Array(String(before) + String(characters[cursor...]))
    cursor = min(before.count, characters.count)
  }
}

/// Going through the text.
extension EditLine {
  mutating func left() { move(to: cursor - 1) }
  mutating func right() { move(to: cursor + 1) }
  mutating func wordLeft() { move(to: wordStart) }
  mutating func wordRight() { move(to: wordEnd) }
  mutating func home() { move(to: lineStart) }
  mutating func end() { move(to: lineEnd) }

  /// To the line above, as far from its beginning; false in the first.
  mutating func up() -> Bool {
    guard lineStart > 0 else { return false }
    let column = cursor - lineStart
    let above = start(ofLineAt: lineStart - 1)
    move(to: min(above + column, lineStart - 1))
    return true
  }

  /// False in the last line.
  mutating func down() -> Bool {
    guard lineEnd < characters.count else { return false }
    let column = cursor - lineStart
    let below = lineEnd + 1
    let end = characters[below...].firstIndex(of: "\n") ?? characters.count
    move(to: min(below + column, end))
    return true
  }

  private mutating func move(to place: Int) {
    isCutting = false
    cursor = max(0, min(place, characters.count))
  }

  private var lineStart: Int { start(ofLineAt: cursor) }
  private var lineEnd: Int { characters[cursor...].firstIndex(of: "\n") ?? characters.count }

  private func start(ofLineAt place: Int) -> Int {
    characters[..<place].lastIndex(of: "\n").map { $0 + 1 } ?? 0
  }

  private var wordStart: Int {
    let word = characters[..<cursor].lastIndex(where: \.isWordCharacter) ?? -1
    guard word >= 0 else { return 0 }
    return characters[..<word].lastIndex { !$0.isWordCharacter }.map { $0 + 1 } ?? 0
  }

  private var wordEnd: Int {
    guard let word = characters[cursor...].firstIndex(where: \.isWordCharacter) else {
      return characters.count
    }
    return characters[word...].firstIndex { !$0.isWordCharacter } ?? characters.count
  }
}

/// Taking away and putting back.
extension EditLine {
  mutating func backspace() { remove((cursor - 1)..<cursor) }
  mutating func delete() { remove(cursor..<(cursor + 1)) }

  /// To the end of the line, or its line end.
  mutating func cutToEnd() {
    cut(cursor..<(lineEnd == cursor ? min(cursor + 1, characters.count) : lineEnd))
  }

  mutating func cutToStart() { cut(lineStart..<cursor) }
  mutating func cutWordBack() { cut(wordStart..<cursor) }
  mutating func cutWord() { cut(cursor..<wordEnd) }

  /// To the blank before.
  mutating func cutBack() {
    let end = characters[..<cursor].lastIndex { !$0.isWhitespace } ?? -1
    let blank = characters[..<max(0, end)].lastIndex(where: \.isWhitespace)
    cut((blank.map { $0 + 1 } ?? 0)..<cursor)
  }

  mutating func paste() { insert(String(cut)) }

  /// The two characters around the cursor, or the last two of the line.
  mutating func transpose() {
    isCutting = false
    let place = cursor == lineEnd ? cursor - 1 : cursor
    guard place > lineStart else { return }
    characters.swapAt(place - 1, place)
    cursor = place + 1
  }

  private mutating func remove(_ range: Range<Int>) {
    isCutting = false
    guard range.lowerBound >= 0, range.upperBound <= characters.count else { return }
    characters.removeSubrange(range)
    cursor = range.lowerBound
  }

  private mutating func cut(_ range: Range<Int>) {
    let goesOn = isCutting
    guard !range.isEmpty else { return }
    let taken = Array(characters[range])
    if goesOn {
      cut = range.upperBound == cursor && range.lowerBound < cursor ? taken + cut : cut + taken
    } else {
      cut = taken
    }
    remove(range)
    isCutting = true
  }
}

extension Character {
  fileprivate var isWordCharacter: Bool { isLetter || isNumber }
}
