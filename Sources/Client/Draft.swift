import JSON
import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What was typed in an editor: a file for its owner alone, which stays until the text is kept
/// elsewhere.
package struct Draft: Equatable {
  /// More than any text that is taken, in bytes.
  static let limit = 64 << 20

  package let path: String

  /// Makes the file in `directory`, named so that editors know what it is.
  init(_ text: String, in directory: String) throws(ClientError) {
    var template = Array("\(directory)/skein-XXXXXX.md".utf8CString)
    let file = mkstemps(&template, 3)
    guard file >= 0 else { throw .system(LibC.message("No file can be made in \(directory)")) }
    defer { SmallFile.close(file) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let bytes = Array((text + "\n").utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        LibC.write(file, UnsafeRawBufferPointer(rebasing: $0[written...]))
      }
      guard count >= 0 || errno == EINTR else {
        let message = LibC.message(path)
        discard()
        throw .system(message)
      }
      written += max(0, count)
    }
  }

  /// The text as it is now, without its last line end.
  func text() throws(ClientError) -> String {
    guard let bytes = SmallFile.read(path, limit: Self.limit) else {
      throw .system(LibC.message("\(path) can't be read"))
    }
    guard let text = String(validating: ByteOrderMark.passed(in: bytes), as: UTF8.self) else {
      throw .usage("What the editor left is not UTF-8: nothing is changed.")
    }
    return text.trimmingLineEnd()
  }

  /// Whether there is more in it than blanks and `text`. What can't be read as text is more.
  func holdsMore(than text: String) -> Bool {
    guard SmallFile.exists(path) else { return false }
    do throws(ClientError) {
      let left = try self.text()
      return left != text.trimmingLineEnd() && !left.trimmingWhitespace().isEmpty
    } catch {
      return true
    }
  }

  /// Takes the file away.
  package func discard() { unlink(path) }
}
