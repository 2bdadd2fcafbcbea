/// Follows the cursor in a line of a terminal, and decides where prose is wrapped.
struct ProseLine {
  /// A place in the text that is not shown yet: how much stands before it, and the style there.
  typealias Place = (offset: Int, style: TextStyle)

  struct Word {
    var scalars: [(scalar: Unicode.Scalar, style: TextStyle)] = []
    var width = 0
    /// The place where it begins; `nil` if that is on the screen already.
    var place: Place?
  }

  /// What happens to the line before a scalar is put.
  enum Step {
    case stays
    /// The scalar is a blank without room: the line ends in its place.
    case isDropped
    /// The next line begins.
    case begins
    /// The next line begins, and the beginning of the word moves to it.
    case takesAlong(Word)
  }

  /// The columns of the terminal; `nil` if it wraps the lines itself.
  let columns: Int?
  private var column = 0
  private var word = Word()
  /// Whether the terminal has to break the line: the word is wider than a line, or this is not prose.
  private var isUnbroken = false
  private var isFull = false

  init(columns: Int?) {
    self.columns = columns
  }

  /// The step for a scalar of prose that is put at `place`. The last column stays free, because
  /// terminals differ in where the cursor is after it.
  mutating func step(_ scalar: Unicode.Scalar, _ style: TextStyle, at place: Place) -> Step {
    guard let columns else { return .stays }
    let room = columns - 1
    if scalar == " " || scalar == "\t" {
      (word, isUnbroken) = (Word(), false)
      let width = scalar == "\t" ? 8 - column % 8 : 1
      isFull = isFull || column + width > room
      if isFull { return .isDropped }
      column += width
      return .stays
    }
    var step = Step.stays
    if isFull {
      (column, isFull) = (0, false)
      step = .begins
    }
    let width = DisplayWidth.of(Character(scalar))
    if !isUnbroken, column + width > room {
      if word.width < column, word.width + width <= room {
        step = .takesAlong(word)
        column = word.width
      } else {
        isUnbroken = true
      }
    }
    column += width
    if isUnbroken {
      if column > columns { column = width }
    } else {
      if word.scalars.isEmpty { word.place = place }
      word.scalars.append((scalar, style))
      word.width += width
    }
    return step
  }

  /// Follows a scalar that is never moved.
  mutating func skip(_ scalar: Unicode.Scalar) {
    guard let columns else { return }
    (word, isFull, isUnbroken) = (Word(), false, scalar != "\n")
    column = scalar == "\n" ? 0 : column + DisplayWidth.of(Character(scalar))
    if column > columns { column = 1 }
  }

  /// The word has moved to this place.
  mutating func isMoved(to place: Place) { word.place = place }

  /// Everything so far is on the screen.
  mutating func isTaken() { word.place = nil }
}
