import Wire

/// One line on standard error while nothing is said yet; only where people see it.
final class WaitingIndicator {
  private let console: Console
  private var text = WaitingText()
  /// What is shown in place of the text.
  private var sentence: String?
  private var isShown = false
  private var isStopped = false
  /// Whether the cursor stands behind text that must stay.
  var isMidLine = false

  init(_ console: Console) {
    self.console = console
  }

  /// A second has passed.
  func tick() {
    text.tick()
    if !isStopped { show() }
  }

  /// The turn runs.
  func begin() { text.begin() }

  /// Something was said that is not shown as it comes.
  func hear(_ voice: TurnDelta.Voice) {
    text.hear(voice)
    sentence = nil
  }

  /// Shows something else from now on.
  func say(_ text: String) {
    sentence = PrintableText.line(text)
    isStopped = false
    show()
  }

  /// Until something is said again.
  func stop() {
    clear()
    sentence = nil
    isStopped = true
  }

  func clear() {
    guard isShown else { return }
    isShown = false
    console.status("\r\u{1B}[K")
  }

  private func show() {
    guard console.hasStatus, console.movesCursor, !isMidLine else { return }
    // A line that wraps cannot be cleared.
    let fitted = DisplayWidth.fitted(sentence ?? text.line, columns: console.width - 1)
    console.status("\r\u{1B}[K" + console.dim(fitted))
    isShown = true
  }
}
