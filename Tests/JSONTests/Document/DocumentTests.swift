import JSON
import Testing

@Suite struct DocumentTests {
  static let sample =
    #"{"a":[1,-2.5e+3,true,false,null],"é\n\u00e9":{"𝄞":"\ud834\udd1e\\ \"q\""},"":[{},[]," x "]}"#

  @Test func `every prefix of a document is refused`() {
    let bytes = Array(Self.sample.utf8)
    #expect(refusal(bytes) == nil)
    for length in 0..<bytes.count {
      #expect(refusal(Array(bytes[..<length])) != nil, "\(length) bytes")
    }
  }

  @Test func `every change of one byte is refused or read, never a crash`() {
    let bytes = Array(Self.sample.utf8)
    for at in bytes.indices {
      for byte in UInt8.min...UInt8.max {
        var changed = bytes
        changed[at] = byte
        guard let root = try? Document(changed, surrogates: .replace).root else { continue }
        #expect(walk(root) > 0)
        _ = try? root.decode(RawJSON.self)
        _ = try? root.decode(Sample.self)
      }
    }
  }

  @Test func `bytes are copied from anywhere`() throws {
    let document = try Array("[7]".utf8).withUnsafeBytes { try Document(copying: $0) }
    #expect(document.root[0]?.integer == 7)
  }

  @Test func `a value keeps its document`() throws {
    func part() throws -> Value? { try Document(Array(#"{"a":["kept"]}"#.utf8)).root["a"]?[0] }
    #expect(try part()?.string == "kept")
  }

  /// Touches every accessor of every value.
  private func walk(_ value: Value) -> Int {
    _ = (value.bool, value.string, value.integer, value.double, value.duplicateMember)
    return value.tokenCount + value.elements.reduce(0) { $0 + walk($1) }
      + value.members.reduce(0) { $0 + $1.name.utf8.count + walk($1.value) }
  }
}

private struct Sample: Decodable {
  let a: [Double?]
}
