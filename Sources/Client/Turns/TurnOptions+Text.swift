import JSON
package import Wire

/// Options by name, as people write them: NAME=VALUE on a command line, or a line of a template's
/// head.
extension TurnOptions {
  /// The options that skein knows; all others are passed on unchanged.
  private enum Name: String, CaseIterable {
    case temperature, topP, maxTokens, stop, seed, reasoningEffort, responseFormat, extra

    /// Accepts also the spelling of providers: `top_p` for `topP`.
    init?(_ text: String) {
      let found = Self.allCases.first { $0.rawValue == text || $0.snakeCase == text }
      guard let found else { return nil }
      self = found
    }

    private var snakeCase: String {
      rawValue.map { $0.isUppercase ? "_" + $0.lowercased() : String($0) }.joined()
    }
  }

  /// Sets one option. A name that skein does not know becomes a member of `extra`: its value is
  /// JSON if it parses as that, otherwise text. `stop` adds one more stop sequence.
  package mutating func set(_ name: String, to value: String) throws(ClientError) {
    func expected(_ what: String) -> ClientError {
      .usage("The option \(name): expected \(what), not “\(value)”.")
    }
    switch Name(name) {
    case .temperature:
      guard let number = Self.number(value) else { throw expected("a number") }
      temperature = number
    case .topP:
      guard let number = Self.number(value) else { throw expected("a number") }
      topP = number
    case .maxTokens:
      guard let count = Int(value).flatMap(PositiveCount.init) else {
        throw expected(PositiveCount.expectation)
      }
      maxTokens = count
    case .stop:
      guard let texts = StopTexts((stop?.texts ?? []) + [value]) else {
        throw expected(StopTexts.expectation)
      }
      stop = texts
    case .seed:
      guard let number = Int(value) else { throw expected("an integer") }
      seed = number
    case .reasoningEffort:
      guard let word = ReasoningEffort(value) else { throw expected(ReasoningEffort.expectation) }
      reasoningEffort = word
    case .responseFormat:
      guard let object = Self.json(value).flatMap(FreeObject.init) else {
        throw expected("a JSON object")
      }
      responseFormat = object
    case .extra:
      guard let object = Self.json(value).flatMap(FreeObject.init),
        let members = ExtraOptions(object)?.members
      else {
        throw expected("a JSON object without \(ExtraOptions.reserved.joined(separator: ", "))")
      }
      try add(members, named: name)
    case nil:
      guard !ExtraOptions.reserved.contains(name) else {
        throw .usage("The option \(name) cannot be set, skein does that; -m chooses the model.")
      }
      try add([name: Self.json(value) ?? Self.text(value)], named: name)
    }
  }

  /// Each option that is set as `NAME=VALUE`, as `set` takes it.
  package var words: [String] {
    var words: [String] = []
    func add(_ name: Name, _ value: String?) {
      if let value { words.append("\(name.rawValue)=\(value)") }
    }
    add(.temperature, temperature.map { "\($0)" })
    add(.topP, topP.map { "\($0)" })
    add(.maxTokens, maxTokens.map { "\($0.number)" })
    for text in stop?.texts ?? [] { add(.stop, text) }
    add(.seed, seed.map { "\($0)" })
    add(.reasoningEffort, reasoningEffort?.text)
    add(.responseFormat, responseFormat?.text)
    for (name, value) in (extra?.members ?? [:]).sorted(by: { $0.key < $1.key }) {
      words.append("\(name)=\(value.text)")
    }
    return words
  }

  /// Removes one option; returns whether it was set.
  @discardableResult
  package mutating func clear(_ name: String) -> Bool {
    let before = self
    switch Name(name) {
    case .temperature: temperature = nil
    case .topP: topP = nil
    case .maxTokens: maxTokens = nil
    case .stop: stop = nil
    case .seed: seed = nil
    case .reasoningEffort: reasoningEffort = nil
    case .responseFormat: responseFormat = nil
    case .extra: extra = nil
    case nil:
      var members = extra?.members ?? [:]
      members[name] = nil
      extra = members.isEmpty ? nil : ExtraOptions(members)
    }
    return self != before
  }

  private mutating func add(
    _ members: [String: RawJSON], named name: String
  ) throws(ClientError) {
    let all = (extra?.members ?? [:]).merging(members) { _, new in new }
    guard let extra = ExtraOptions(all) else {
      throw .usage("The option \(name): expected \(FreeObject.expectation) for all of them.")
    }
    self.extra = extra
  }

  private static func number(_ text: String) -> Double? {
    Double(text).flatMap { $0.isFinite ? $0 : nil }
  }

  /// `nil` for text that is not JSON, or has a duplicate member.
  private static func json(_ text: String) -> RawJSON? {
    do {
      return try RawJSON(parsing: text)
    } catch {
      return nil
    }
  }

  private static func text(_ text: String) -> RawJSON {
    var bytes: [UInt8] = []
    Output.quote(text, into: &bytes)
    return RawJSON(trusting: String(decoding: bytes, as: UTF8.self))
  }
}
