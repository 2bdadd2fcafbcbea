/// One thing that somebody pressed.
enum Key: Equatable {
  /// What is typed; several characters when they came together.
  case text(String)
  /// What was pasted, with its line ends.
  case paste(String)
  /// Ctrl with a letter, in lower case, or another sign of its row.
  case control(Character)
  /// Alt, or Escape before it.
  case alt(Character)
  case enter, newline, tab, backspace, delete, wordBackspace, wordDelete, escape
  case up, down, left, right, wordLeft, wordRight, home, end
  /// A key that means nothing here.
  case other
}
