import Wire

extension LiveTurn {
  /// The pauses between tries to write a turn's end, each twice as long as the one before.
  struct EndRetry {
    static let firstPause = Duration.seconds(1)
    static let longestPause = Duration.seconds(30)

    /// The pause that is going on.
    var task: Task<Void, any Error>?
    private var pause = firstPause

    mutating func next() -> Duration {
      defer { pause = min(pause * 2, Self.longestPause) }
      return pause
    }
  }
}
