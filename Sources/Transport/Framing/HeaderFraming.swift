import NIOCore

/// Splits bytes by `Content-Length` headers (LSP, "Base Protocol"). Headers may be in any order and
/// their names in any case; other headers are ignored.
struct HeaderFraming: Sendable {
  /// The most bytes in all headers of one message.
  static let headerBytes = 8 << 10

  /// The most bytes in a body.
  let limit: Int

  private enum Stage: Equatable {
    /// `read` counts the bytes of the block so far.
    case headers(read: Int, length: Int?)
    case body(Int)
    /// The body of a message that was too long and has been answered.
    case skipping(Int)
    case broken
  }

  private var stage = Stage.headers(read: 0, length: nil)

  init(limit: Int) {
    self.limit = limit
  }

  /// Removes the next complete message from the buffer; `nil` if more bytes are needed.
  mutating func next(in bytes: inout ByteBuffer) -> Frame? {
    while true {
      switch stage {
      case .headers(let read, let length):
        switch line(in: &bytes, read: read) {
        case .none: return nil
        case .some(.failure(let broken)): return fail(broken.why, &bytes)
        case .some(.success(let line)):
          do throws(Broken) {
            stage = try after(line, read: read, length: length)
          } catch {
            return fail(error.why, &bytes)
          }
          if case .skipping = stage { return .tooLong }
        }
      case .body(let length):
        guard let body = bytes.readBytes(length: length) else { return nil }
        stage = .headers(read: 0, length: nil)
        return .message(body)
      case .skipping(let left):
        let step = min(left, bytes.readableBytes)
        bytes.moveReaderIndex(forwardBy: step)
        guard step == left else {
          stage = .skipping(left - step)
          return nil
        }
        stage = .headers(read: 0, length: nil)
      case .broken:
        bytes = ByteBuffer()
        return nil
      }
    }
  }

  /// Drops the body that has begun, and the rest of it as it arrives.
  mutating func skip(_ bytes: inout ByteBuffer) {
    guard case .body(let length) = stage else { return }
    stage = .skipping(length)
  }

  /// Handles the end of input: `nil` if nothing is left, or an error for an incomplete message.
  mutating func last(in bytes: inout ByteBuffer) -> Frame? {
    switch stage {
    case .broken, .skipping: return nil
    case .headers(read: 0, length: nil) where bytes.readableBytes == 0: return nil
    case .headers, .body: return fail("The input ended inside a message.", &bytes)
    }
  }

  private struct Broken: Error {
    let why: String
  }

  private struct Line {
    var text: [UInt8]
    var size: Int
  }

  private mutating func fail(_ why: String, _ bytes: inout ByteBuffer) -> Frame {
    stage = .broken
    bytes = ByteBuffer()
    return .broken(why)
  }

  private func line(in bytes: inout ByteBuffer, read: Int) -> Result<Line, Broken>? {
    let length = bytes.distance(to: UInt8(ascii: "\n"))
    guard read + (length ?? bytes.readableBytes) < Self.headerBytes else {
      return .failure(Broken(why: "The headers are longer than \(Self.headerBytes) bytes."))
    }
    guard let length, var text = bytes.readBytes(length: length) else { return nil }
    bytes.moveReaderIndex(forwardBy: 1)
    if text.last == UInt8(ascii: "\r") { text.removeLast() }
    return .success(Line(text: text, size: length + 1))
  }

  private func after(_ line: Line, read: Int, length: Int?) throws(Broken) -> Stage {
    guard !line.text.isEmpty else {
      guard let length else { throw Broken(why: "A message needs a Content-Length header.") }
      return length > limit ? .skipping(length) : .body(length)
    }
    guard let colon = line.text.firstIndex(of: UInt8(ascii: ":")) else {
      throw Broken(why: "A header must have the form \"Name: value\".")
    }
    let name = String(decoding: line.text[..<colon], as: UTF8.self).lowercased()
    guard name == "content-length" else {
      return .headers(read: read + line.size, length: length)
    }
    guard length == nil else { throw Broken(why: "The message has two Content-Length headers.") }
    guard let value = Self.number(line.text[(colon + 1)...]) else {
      throw Broken(why: "Content-Length must be a number of bytes.")
    }
    return .headers(read: read + line.size, length: value)
  }

  /// Reads decimal digits, which may have spaces or tabs around them; no sign, and at most what Int
  /// can hold.
  private static func number(_ text: ArraySlice<UInt8>) -> Int? {
    let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    let digits = text.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
    guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      return nil
    }
    return Int(String(decoding: Array(digits), as: UTF8.self))
  }
}
