#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads standard input line by line: for pipes, and for terminals that have no line editor.
package struct LineInput {
  /// A longer line is returned in pieces.
  static let lineBytes = 8 << 20

  private let file: Int32
  private var bytes: [UInt8] = []
  private var isOver = false
  /// Whether a line contained bytes that are not UTF-8 and were replaced.
  package private(set) var wasRepaired = false

  package init(_ file: Int32 = 0) {
    self.file = file
  }

  /// The next line without its end; the last line may have none. `nil` at the end of the input.
  package mutating func next(_ interrupt: InterruptPipe?) throws(ClientError) -> String? {
    var searched = 0
    while true {
      if let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        return take(end, ending: 1)
      }
      if bytes.count >= Self.lineBytes { return take(Self.lineBytes, ending: 0) }
      searched = bytes.count
      if isOver { return bytes.isEmpty ? nil : take(bytes.count, ending: 0) }
      try fill(interrupt)
    }
  }

  private mutating func take(_ count: Int, ending: Int) -> String {
    defer { bytes.removeFirst(count + ending) }
    let line = bytes[..<count].last == 0x0D ? bytes[..<(count - 1)] : bytes[..<count]
    if let text = String(validating: line, as: UTF8.self) { return text }
    wasRepaired = true
    return String(decoding: line, as: UTF8.self)
  }

  private mutating func fill(_ interrupt: InterruptPipe?) throws(ClientError) {
    var readiness = Readiness()
    let input = readiness.add(file, .reading)
    readiness.add(interrupt?.reading ?? -1, .reading)
    try readiness.wait(until: nil)
    if let interrupt, interrupt.take() > 0 { throw .interrupted }
    guard readiness.isReady(input) else { return }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let count = chunk.withUnsafeMutableBytes { LibC.read(file, $0) }
    if count < 0, errno == EINTR || errno == EAGAIN { return }
    guard count >= 0 else { throw .system(LibC.message("Standard input cannot be read")) }
    if count == 0 { isOver = true }
    bytes += chunk[..<count]
  }
}
