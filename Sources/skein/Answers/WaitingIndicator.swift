import Wire

/// One line on standard error while nothing is said yet; only where people see it.
final class WaitingIndicator {
  private let console: Console
  /// Whether a long wait is told on a line of its own where nobody sees a status line.
  private let tellsPipes: Bool
  private var text = WaitingText()
  /// What is shown in place of the text.
  private var sentence: String?
  /// The wait for the provider's next try, while nothing is said.
  private var retry: RetryNotice?
  /// The last wait, and whether the reason of one was told on a line that stays.
  private var lastRetry: RetryNotice?
  private var toldReason: String?
  private var isShown = false
  private var isStopped = false
  /// Whether the cursor stands behind text that must stay.
  var isMidLine = false

  init(_ console: Console, tellsPipes: Bool = false) {
    self.console = console
    self.tellsPipes = tellsPipes && !console.hasStatus
  }

  /// A second has passed.
  func tick() {
    text.tick()
    retry?.tick()
    if let retry, retry.isDueInPipe, tellsPipes {
      console.note(retry.line)
      toldReason = retry.reason
    }
    if !isStopped { show() }
  }

  /// The turn runs.
  func begin() { text.begin() }

  /// Something was said that is not shown as it comes.
  func hear(_ voice: TurnDelta.Voice) {
    text.hear(voice)
    sentence = nil
    retry = nil
  }

  /// Shows something else from now on.
  func say(_ text: String) {
    sentence = PrintableText.line(text)
    retry = nil
    isStopped = false
    show()
  }

  /// Shows that the provider is asked again, and counts down to it.
  func say(_ retry: RetryNotice) {
    var retry = retry
    // Who waits has waited since the first failure.
    retry.waitedSeconds = self.retry?.waitedSeconds ?? 0
    self.retry = retry
    lastRetry = retry
    sentence = nil
    isStopped = false
    show()
  }

  /// What is left to say of a failure whose reason stands above already; `nil` where it does not.
  func end(of message: String) -> String? {
    FaultWords.words(of: message) == toldReason ? lastRetry?.end : nil
  }

  /// Until something is said again.
  func stop() {
    clear()
    sentence = nil
    retry = nil
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
    let line = sentence ?? retry.map { PrintableText.line($0.line) } ?? text.line
    let fitted = DisplayWidth.fitted(line, columns: console.width - 1)
    console.status("\r\u{1B}[K" + console.dim(fitted))
    isShown = true
  }
}
