/// Where the cursor is in a line on a terminal, and the word that it is in.
struct ProseLine {
  /// How much was put before it that was not taken yet, and the style there.
  typealias Place = (offset: Int, style: TextStyle)

  struct Word {
    var scalars: [(scalar: Unicode.Scalar, style: TextStyle)] = []
    var width = 0
    /// Where it begins; `nil` where that is on the screen already.
    var place: Place?
  }

  /// What becomes of a line when a scalar comes.
  enum Step {
    case stays
    /// A blank that has no room in it is where it ends.
    case isDropped
    /// The next one begins.
    case begins
    /// The next one begins with what there is of the word.
    case takesAlong(Word)
  }

  /// Of the terminal; `nil` leaves all lines to it.
  let columns: Int?
  private var column = 0
  private var word = Word()
  /// A word that is wider than a line, or no prose: the terminal breaks it.
  private var isUnbroken = false
  private var isFull = false

  init(columns: Int?) {
    self.columns = columns
  }

  /// A scalar of prose, put at `place`. The last column stays free, so that the cursor is where it
  /// is thought to be.
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

  /// A scalar that is put where it is.
  mutating func skip(_ scalar: Unicode.Scalar) {
    guard let columns else { return }
    (word, isFull, isUnbroken) = (Word(), false, scalar != "\n")
    column = scalar == "\n" ? 0 : column + DisplayWidth.of(Character(scalar))
    if column > columns { column = 1 }
  }

  /// The word begins there now.
  mutating func isMoved(to place: Place) { word.place = place }

  /// All that was put is on the screen.
  mutating func isTaken() { word.place = nil }
}
