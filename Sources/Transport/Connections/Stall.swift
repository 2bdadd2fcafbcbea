/// Distinguishes a client that has stopped reading from a slow one.
struct Stall {
  /// How often progress is checked within the allowed time.
  static let looks = 4

  private var progress = -1
  private var quiet = 0

  /// Whether no byte was taken over `looks` checks in a row.
  mutating func look(at progress: Int) -> Bool {
    quiet = progress == self.progress ? quiet + 1 : 0
    self.progress = progress
    return quiet >= Self.looks
  }
}
