import Wire

extension LiveTurn {
  /// The pauses between the attempts to write a turn's end. Each is twice as long as the one before, up
  /// to `longestPause`.
  struct EndRetry {
    static let firstPause = Duration.seconds(1)
    static let longestPause = Duration.seconds(30)

    /// The current pause.
    var task: Task<Void, any Error>?
    private var pause = firstPause

    mutating func next() -> Duration {
      defer { pause = min(pause * 2, Self.longestPause) }
      return pause
    }
  }
}
