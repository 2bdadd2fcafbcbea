extension Noun {
  /// The record of a token; the token itself is not stored.
  package struct Session: NamedPayload, Equatable {
    package static let typeName = "Session"
    package static let fields = [
      "id": "Its id.",
      "name": "What the token is for.",
      "createdAt": "When it was made.",
      "expiresAt": "When its token stops being accepted.",
      "lastUsedAt": "When it was last used to log in or to write, to the minute.",
    ]

    package let id: SessionID
    package var name: Label?
    package let createdAt: Timestamp
    package var expiresAt: Timestamp?
    package var lastUsedAt: Timestamp?

    package init(
      id: SessionID, name: Label? = nil, createdAt: Timestamp, expiresAt: Timestamp? = nil,
      lastUsedAt: Timestamp? = nil
    ) {
      self.id = id
      self.name = name
      self.createdAt = createdAt
      self.expiresAt = expiresAt
      self.lastUsedAt = lastUsedAt
    }
  }
}

extension Noun.Session {
  static let example = Noun.Session(
    id: SessionID(high: 0x0199_a3f4_1c2d_7a01, low: 0x9b1c_2d3e_4f50_6172),
    name: Label(trusted: "build container"),
    createdAt: Timestamp(milliseconds: 1_795_284_000_000),
    expiresAt: Timestamp(milliseconds: 1_797_876_000_000))
}

/// How long a token is accepted: 1 second to ten years, 30 days by default.
package struct SessionSeconds: RuledInteger {
  package static let range = 1...315_360_000
  package static let expectation = "seconds from 1 to 315360000, which are ten years"
  package static let standard = SessionSeconds(trusted: 2_592_000)

  package let number: Int

  package init(trusted number: Int) {
    self.number = number
  }
}
