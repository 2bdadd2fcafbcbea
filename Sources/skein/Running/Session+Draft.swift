import Client

/// What was typed in an editor is not lost, whatever goes wrong with it.
extension Session {
  /// It is kept elsewhere now.
  func discardDraft() {
    draft?.discard()
    draft = nil
  }

  /// Says where what was typed is, if that is nowhere else.
  func tellOfDraft() {
    guard let draft else { return }
    tell("What was typed is kept in \(draft.path).")
    self.draft = nil
  }
}
