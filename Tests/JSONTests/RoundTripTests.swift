import JSON
import Testing

@Suite struct RoundTripTests {
  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `what is written reads back equal`(_ seed: UInt64) throws {
    var generator = SeededGenerator(state: seed)
    for _ in 0..<20 {
      let value = Anything.random(&generator, depth: 5)
      let text = try encode(value)
      #expect(!text.utf8.contains(0x0A))
      #expect(try decode(Anything.self, text) == value)
      #expect(try Anything(Document(Array(text.utf8)).root) == value)
      #expect(try encode(decode(Anything.self, text)) == text)
      #expect(try RawJSON(parsing: text).text == text)
    }
  }
}

/// Any JSON value, as a test looks at it.
private enum Anything: Codable, Equatable {
  case null
  case bool(Bool)
  case integer(Int)
  case double(Double)
  case string(String)
  case array([Anything])
  case object([String: Anything])

  static func random(_ generator: inout SeededGenerator, depth: Int) -> Anything {
    switch Int.random(in: 0..<(depth == 0 ? 5 : 7), using: &generator) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &generator))
    case 2:
      let limit = 1 << Int.random(in: 1...52, using: &generator)
      return .integer(Int.random(in: -limit...limit, using: &generator))
    case 3:
      let double = Double(bitPattern: generator.next())
      // A whole double reads back as an integer.
      return double.isFinite && double.rounded() != double ? .double(double) : .double(0.5)
    case 4: return .string(text(&generator))
    case 5:
      let count = Int.random(in: 0...4, using: &generator)
      return .array((0..<count).map { _ in random(&generator, depth: depth - 1) })
    default:
      var members: [String: Anything] = [:]
      for _ in 0..<Int.random(in: 0...40, using: &generator) where members.count < 36 {
        members[text(&generator)] = random(&generator, depth: min(depth - 1, 1))
      }
      return .object(members)
    }
  }

  private static func text(_ generator: inout SeededGenerator) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...20, using: &generator) {
      let limit = [0x20, 0x80, 0x800, 0x10000, 0x110000].randomElement(using: &generator) ?? 0x80
      // No U+0000, which is refused, and no surrogates, which are no scalars.
      text.append(Unicode.Scalar(UInt32.random(in: 1..<UInt32(limit), using: &generator)) ?? "-")
    }
    return String(text)
  }

  init(_ value: Value) {
    switch value.kind {
    case .null: self = .null
    case .bool: self = .bool(value.bool == true)
    case .number:
      self = value.integer.map { .integer($0) } ?? .double(value.double ?? .nan)
    case .string: self = .string(value.string ?? "")
    case .array: self = .array(value.elements.map { Anything($0) })
    case .object:
      self = .object(
        Dictionary(uniqueKeysWithValues: value.members.map { ($0.name, Anything($0.value)) }))
    }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Int.self) {
      self = .integer(value)
    } else if let value = try? container.decode(Double.self) {
      self = .double(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([Anything].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: Anything].self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .double(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .array(let value): try container.encode(value)
    case .object(let value): try container.encode(value)
    }
  }
}
