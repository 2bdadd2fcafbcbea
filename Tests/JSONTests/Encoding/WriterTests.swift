import JSON
import Testing

@Suite struct WriterTests {
  @Test func `nested containers are closed when the parent goes on`() throws {
    #expect(
      try encode(ByHand())
        == #"{"list":[1,[2],{"b":3},null,{"c":4}],"inner":{"c":{"d":5},"b":true},"#
        + #""base":{"a":6},"unused":{},"super":"s","after":"x"}"#)
  }

  @Test func `a class goes on in the object its superclass opened`() throws {
    #expect(try encode(Derived()) == #"{"a":6,"b":7}"#)
  }

  @Test func `an enum with payloads is written as it is read`() throws {
    let shapes = [Shape.circle(radius: 2, name: "r"), .point, .circle(radius: 0, name: nil)]
    let text = try encode(shapes)
    #expect(
      text
        == #"[{"circle":{"radius":2,"name":"r"}},{"point":{}},{"circle":{"radius":0,"name":null}}]"#
    )
    #expect(try decode([Shape].self, text) == shapes)
  }

  @Test func `an error of a value's own leaves as it is`() {
    #expect(throws: Expected.self) { try Output.encode([Failing()]) }
  }
}

private enum Shape: Codable, Equatable { case circle(radius: Int, name: String?), point }

private struct Failing: Encodable {
  func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    try container.encode(1)
    throw Expected("nothing")
  }
}

private class Base: Encodable {
  enum Keys: String, CodingKey { case a }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(6, forKey: .a)
  }
}

private final class Derived: Base {
  enum MoreKeys: String, CodingKey { case b }

  override func encode(to encoder: any Encoder) throws {
    try super.encode(to: encoder)
    var container = encoder.container(keyedBy: MoreKeys.self)
    try container.encode(7, forKey: .b)
  }
}

private struct ByHand: Encodable {
  enum Keys: String, CodingKey { case list, inner, base, unused, after, b, c, d }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    var list = container.nestedUnkeyedContainer(forKey: .list)
    try list.encode(1)
    var sublist = list.nestedUnkeyedContainer()
    try sublist.encode(2)
    var object = list.nestedContainer(keyedBy: Keys.self)
    try object.encode(3, forKey: .b)
    try list.encodeNil()
    try ["c": 4].encode(to: list.superEncoder())
    var inner = container.nestedContainer(keyedBy: Keys.self, forKey: .inner)
    var deeper = inner.nestedContainer(keyedBy: Keys.self, forKey: .c)
    try deeper.encode(5, forKey: .d)
    try inner.encode(true, forKey: .b)
    try Base().encode(to: container.superEncoder(forKey: .base))
    _ = container.superEncoder(forKey: .unused)
    try "s".encode(to: container.superEncoder())
    try container.encode("x", forKey: .after)
  }
}
