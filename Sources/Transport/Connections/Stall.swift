/// Tells a client that has stopped reading from one that is slow.
struct Stall {
  /// How often progress is looked at within the time allowed.
  static let looks = 4

  private var progress = -1
  private var quiet = 0

  /// Whether no byte was taken for `looks` looks in a row.
  mutating func look(at progress: Int) -> Bool {
    quiet = progress == self.progress ? quiet + 1 : 0
    self.progress = progress
    return quiet >= Self.looks
  }
}
