import GRDBSQLite

/// Splits text into tokens for the search (sqlite.org/fts5.html, section 7). A token is a word as
/// SQLite's unicode61 splits them, with its letters folded (`LetterFolding`); in scripts without
/// spaces between words, and among symbols, it is each pair of neighbouring characters.
///
/// A text that begins with `unfoldedMark` is split as all texts were before letters were folded: so
/// old entries of the index can be removed and found.
///
/// `日本語` gives `日本` and `本語`, and its last character once more alone, at the same position as the
/// pair that it ends. So a part of any length is found: one character as the beginning of a pair,
/// two as a pair, more as a sequence of pairs.
final class SearchTokenizer {
  /// The name in the schema.
  static let name = "skein_words"
  /// U+FDD0, which Unicode reserves for a program's internal use.
  static let unfoldedMark = String(decoding: unfoldedMarkBytes, as: UTF8.self)
  private static let unfoldedMarkBytes: [UInt8] = [0xEF, 0xB7, 0x90]

  typealias Receive =
    @convention(c) (
      UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, Int32, Int32, Int32
    ) -> Int32

  /// SQLite was built without FTS5, or is out of memory.
  struct Missing: Error {
    let code: Int32
  }

  private let words: fts5_tokenizer
  private let instance: OpaquePointer

  /// For use outside of SQLite, with a connection that has the tokenizer.
  convenience init(_ connection: OpaquePointer?) throws {
    try self.init(api: Self.api(of: connection))
  }

  private init(api: UnsafeMutablePointer<fts5_api>) throws {
    var context: UnsafeMutableRawPointer?
    var words = fts5_tokenizer()
    var code = api.pointee.xFindTokenizer(api, "unicode61", &context, &words)
    guard code == SQLITE_OK else { throw Missing(code: code) }
    var instance: OpaquePointer?
    code = "remove_diacritics".withCString { option in
      "2".withCString { value in
        var arguments: [UnsafePointer<CChar>?] = [option, value]
        return words.xCreate(context, &arguments, 2, &instance)
      }
    }
    guard code == SQLITE_OK, let instance else { throw Missing(code: code) }
    (self.words, self.instance) = (words, instance)
  }

  deinit {
    words.xDelete(instance)
  }

  /// Passes every token to `receive` until that returns anything but SQLITE_OK.
  func tokenize(
    _ context: UnsafeMutableRawPointer?, _ flags: Int32, _ text: UnsafeBufferPointer<UInt8>,
    _ receive: Receive
  ) -> Int32 {
    let isQuery = flags & FTS5_TOKENIZE_QUERY != 0
    let isUnfolded = text.starts(with: Self.unfoldedMarkBytes)
    var start = isUnfolded ? Self.unfoldedMarkBytes.count : 0
    while start < text.count {
      let run = ScalarRun.next(in: text, from: start)
      if run.lowerBound > start {
        let range = start..<run.lowerBound
        let code =
          isUnfolded || !FoldedText.isNeeded(text[range])
          ? cutWords(range, context, flags, text, receive)
          : cutFoldedWords(range, context, flags, text, receive)
        guard code == SQLITE_OK else { return code }
      }
      let code = cutPairs(run, isQuery, context, text, receive)
      guard code == SQLITE_OK else { return code }
      start = run.upperBound
    }
    return SQLITE_OK
  }

  /// Where the words' own offsets begin, and the callback that receives them.
  private struct Shift {
    let context: UnsafeMutableRawPointer?
    let receive: Receive
    let offset: Int32
  }

  private func cutWords(
    _ range: Range<Int>, _ context: UnsafeMutableRawPointer?, _ flags: Int32,
    _ text: UnsafeBufferPointer<UInt8>, _ receive: Receive
  ) -> Int32 {
    text.withMemoryRebound(to: CChar.self) { text in
      guard let base = text.baseAddress else { return SQLITE_OK }
      let count = Int32(range.count)
      if range.lowerBound == 0 {
        return words.xTokenize(instance, context, flags, base, count, receive)
      }
      var shift = Shift(context: context, receive: receive, offset: Int32(range.lowerBound))
      return words.xTokenize(instance, &shift, flags, base + range.lowerBound, count) {
        shift, flags, token, length, start, end in
        guard let shift = shift?.assumingMemoryBound(to: Shift.self).pointee else {
          return SQLITE_ERROR
        }
        return shift.receive(
          shift.context, flags, token, length, start + shift.offset, end + shift.offset)
      }
    }
  }

  /// The folded text, and the callback that receives its words.
  private struct Folding {
    let context: UnsafeMutableRawPointer?
    let receive: Receive
    var text: FoldedText
  }

  private func cutFoldedWords(
    _ range: Range<Int>, _ context: UnsafeMutableRawPointer?, _ flags: Int32,
    _ text: UnsafeBufferPointer<UInt8>, _ receive: Receive
  ) -> Int32 {
    var folding = Folding(context: context, receive: receive, text: FoldedText(text[range]))
    // A copy: words are split in it while offsets are looked up in `folding`.
    let bytes = folding.text.bytes
    return bytes.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { bytes in
        guard let base = bytes.baseAddress else { return SQLITE_OK }
        return withUnsafeMutablePointer(to: &folding) { folding in
          words.xTokenize(
            instance, UnsafeMutableRawPointer(folding), flags, base, Int32(bytes.count)
          ) { folding, flags, token, length, start, end in
            guard let folding = folding?.assumingMemoryBound(to: Folding.self) else {
              return SQLITE_ERROR
            }
            let start = folding.pointee.text.original(of: Int(start))
            let end = folding.pointee.text.original(of: Int(end))
            return folding.pointee.receive(
              folding.pointee.context, flags, token, length, Int32(start), Int32(end))
          }
        }
      }
    }
  }

  private func cutPairs(
    _ run: Range<Int>, _ isQuery: Bool, _ context: UnsafeMutableRawPointer?,
    _ text: UnsafeBufferPointer<UInt8>, _ receive: Receive
  ) -> Int32 {
    guard !run.isEmpty else { return SQLITE_OK }
    return text.withMemoryRebound(to: CChar.self) { bytes in
      func hand(_ start: Int, _ end: Int, _ flags: Int32) -> Int32 {
        receive(
          context, flags, bytes.baseAddress.map { $0 + start }, Int32(end - start), Int32(start),
          Int32(end))
      }
      var first = run.lowerBound
      var second = first + ScalarRun.length(text[first])
      if second >= run.upperBound { return hand(first, run.upperBound, 0) }
      while second < run.upperBound {
        let end = second + ScalarRun.length(text[second])
        let code = hand(first, end, 0)
        guard code == SQLITE_OK else { return code }
        (first, second) = (second, end)
      }
      return isQuery ? SQLITE_OK : hand(first, run.upperBound, FTS5_TOKEN_COLOCATED)
    }
  }
}

extension SearchTokenizer {
  /// Why a text is split: a query leaves out the single last character.
  enum Purpose {
    case document, query
  }

  /// Receives a token, its range in the text's UTF-8, and whether it is at the same position as the
  /// one before; returns whether to continue.
  typealias Visit = (UnsafeRawBufferPointer, Range<Int>, Bool) -> Bool

  /// Splits text outside of SQLite, as SQLite does.
  func each(in text: inout String, for purpose: Purpose, _ visit: Visit) {
    let flags =
      switch purpose {
      case .document: FTS5_TOKENIZE_DOCUMENT
      case .query: FTS5_TOKENIZE_QUERY
      }
    withoutActuallyEscaping(visit) { visit in
      var visit = visit
      withUnsafeMutablePointer(to: &visit) { visit in
        text.withUTF8 { bytes in
          // It ends early only when the visitor returns false, or when memory runs out.
          _ = tokenize(UnsafeMutableRawPointer(visit), flags, bytes) {
            visit, flags, token, count, start, end in
            guard let visit = visit?.assumingMemoryBound(to: Visit.self).pointee, let token else {
              return SQLITE_ERROR
            }
            let bytes = UnsafeRawBufferPointer(start: token, count: Int(count))
            let isColocated = flags & FTS5_TOKEN_COLOCATED != 0
            let goesOn = visit(bytes, Int(start)..<Int(end), isColocated)
            return goesOn ? SQLITE_OK : SQLITE_DONE
          }
        }
      }
    }
  }
}

extension SearchTokenizer {
  /// Every connection that reads or writes the index needs it.
  static func register(on connection: OpaquePointer?) throws {
    let api = try api(of: connection)
    var callbacks = fts5_tokenizer(
      xCreate: { api, _, _, result in
        guard let api, let result else { return SQLITE_ERROR }
        do {
          let made = try SearchTokenizer(api: api.assumingMemoryBound(to: fts5_api.self))
          result.pointee = OpaquePointer(Unmanaged.passRetained(made).toOpaque())
          return SQLITE_OK
        } catch {
          return (error as? Missing)?.code ?? SQLITE_ERROR
        }
      },
      xDelete: { instance in
        guard let instance else { return }
        Unmanaged<SearchTokenizer>.fromOpaque(UnsafeRawPointer(instance)).release()
      },
      xTokenize: { instance, context, flags, text, count, receive in
        guard let instance, let receive else { return SQLITE_ERROR }
        guard let text, count > 0 else { return SQLITE_OK }
        let tokenizer = Unmanaged<SearchTokenizer>.fromOpaque(UnsafeRawPointer(instance))
        return text.withMemoryRebound(to: UInt8.self, capacity: Int(count)) { bytes in
          tokenizer.takeUnretainedValue().tokenize(
            context, flags, UnsafeBufferPointer(start: bytes, count: Int(count)), receive)
        }
      })
    let code = api.pointee.xCreateTokenizer(api, name, api, &callbacks, nil)
    guard code == SQLITE_OK else { throw Missing(code: code) }
  }

  /// sqlite.org/fts5.html, section 7, "Extending FTS5".
  private static func api(
    of connection: OpaquePointer?
  ) throws -> UnsafeMutablePointer<fts5_api> {
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    var api: UnsafeMutablePointer<fts5_api>?
    var code = sqlite3_prepare_v2(connection, "SELECT fts5(?1)", -1, &statement, nil)
    if code == SQLITE_OK {
      code = withUnsafeMutablePointer(to: &api) { place in
        sqlite3_bind_pointer(statement, 1, place, "fts5_api_ptr", nil)
        return sqlite3_step(statement)
      }
    }
    guard let api else { throw Missing(code: code) }
    return api
  }
}
