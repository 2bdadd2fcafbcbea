import JSON
import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The text of an editor: a file readable by its owner alone, which stays until the text is kept
/// elsewhere.
package struct Draft: Equatable {
  /// The most that is read, in bytes: more than any text may have.
  static let limit = 64 << 20

  package let path: String

  /// Creates the file in `directory`, with a name by which editors know its type.
  init(_ text: String, in directory: String) throws(ClientError) {
    var template = Array("\(directory)/skein-XXXXXX.md".utf8CString)
    let file = mkstemps(&template, 3)
    guard file >= 0 else { throw .system(LibC.message("Cannot create a file in \(directory)")) }
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

  /// Whether it holds more than white space and `text`. What cannot be read as text counts as more.
  func holdsMore(than text: String) -> Bool {
    guard SmallFile.exists(path) else { return false }
    do throws(ClientError) {
      let left = try self.text()
      return !left.isSame(asEdited: text) && !left.trimmingWhitespace().isEmpty
    } catch {
      return true
    }
  }

  /// Removes the file.
  package func discard() { unlink(path) }
}

extension String {
  /// Whether the text is unchanged: white space at the end comes from the editor.
  func isSame(asEdited text: String) -> Bool {
    func written(_ text: String) -> Substring {
      let end = text.lastIndex { !$0.isWhitespace }
      return end.map { text[...$0] } ?? ""
    }
    return written(self) == written(text)
  }
}
