/// The keyed container of the recorder: it records every member that a type decodes.
struct RecordedMembers<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let recorder: Recorder

  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { [] }

  /// Called only by `Change` and `Replacement`: synthesised optional members call
  /// `decodeIfPresent`.
  func contains(_ key: Key) -> Bool {
    recorder.noteOmissible(key.stringValue)
    return true
  }

  /// Called only by `Change`.
  func decodeNil(forKey key: Key) -> Bool {
    recorder.noteClearable(key.stringValue)
    return false
  }

  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    let (schema, value) = try Recorder.record(type)
    recorder.note(key.stringValue, schema, isOptional: false)
    return value
  }

  func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
    recorder.note(key.stringValue, try Recorder.record(type).schema, isOptional: true)
    return nil
  }

  // The standard library has its own defaults for these five: they call `decode`, and so would
  // record the member as required.
  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
    recorder.note(key.stringValue, .string(), isOptional: true)
    return nil
  }

  func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
    recorder.note(key.stringValue, .boolean, isOptional: true)
    return nil
  }

  func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
    recorder.note(key.stringValue, .integer(), isOptional: true)
    return nil
  }

  func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? {
    recorder.note(key.stringValue, .integer(), isOptional: true)
    return nil
  }

  func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
    recorder.note(key.stringValue, .number, isOptional: true)
    return nil
  }

  func superDecoder(forKey key: Key) throws -> any Decoder {
    throw Unrecordable(type: key.stringValue)
  }

  func superDecoder() throws -> any Decoder { throw Unrecordable(type: "a superclass") }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    throw Unrecordable(type: key.stringValue)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    throw Unrecordable(type: key.stringValue)
  }
}

/// The single-value container of the recorder, which only hand-written types use.
struct RecordedValue: SingleValueDecodingContainer {
  let recorder: Recorder

  var codingPath: [any CodingKey] { [] }

  func decodeNil() -> Bool { false }

  func decode<T: Decodable>(_ type: T.Type) throws -> T {
    let (schema, value) = try Recorder.record(type)
    recorder.note(schema)
    return value
  }
}
