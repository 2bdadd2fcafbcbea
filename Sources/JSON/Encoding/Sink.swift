/// The output of one encoding: one growing buffer and the stack of open levels.
///
/// A struct that the containers share through a pointer: a class that is accessed for every byte is
/// five times slower (exclusivity checks).
struct Sink: ByteSink {
  private(set) var base: UnsafeMutablePointer<UInt8>
  var count = 0
  private var capacity: Int
  let nilMembers: NilMembers

  var levels: [Level] = []
  var serial = 0
  var containers = 0
  /// More containers are or were open than a document may have.
  var isTooDeep = false
  /// Where the members of open dictionaries begin and where their names end.
  var marks: [Mark] = []

  init(nilMembers: NilMembers) {
    self.nilMembers = nilMembers
    capacity = 512
    base = .allocate(capacity: capacity)
    levels.reserveCapacity(16)
  }

  func free() { base.deallocate() }
}

extension Sink {
  @inline(__always)
  mutating func put(_ byte: UInt8) {
    if count == capacity { grow(by: 1) }
    base[count] = byte
    count &+= 1
  }

  mutating func put(_ run: UnsafeBufferPointer<UInt8>) {
    guard let start = run.baseAddress else { return }
    if capacity - count < run.count { grow(by: run.count) }
    (base + count).update(from: start, count: run.count)
    count += run.count
  }

  mutating func put(_ text: String) {
    var text = text
    text.withUTF8 { put($0) }
  }

  mutating func put(quoted text: String) {
    var text = text
    text.withUTF8 { putQuoted($0) }
  }

  private mutating func grow(by needed: Int) {
    capacity = max(capacity * 2, count + needed)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: base, count: count)
    base.deallocate()
    base = larger
  }
}
