/// The params of the methods that find a thing by what a person typed: `thread/find`, `task/find` and
/// `context/find`.
package struct FindParams: Payload {
  package static let fields = [
    "name": "A number, an id or its beginning, or a title.",
    "includeDeleted": "Whether deleted ones are searched too; false by default.",
  ]

  package var name: TypedName
  package var includeDeleted: Bool?

  package init(name: TypedName, includeDeleted: Bool? = nil) {
    self.name = name
    self.includeDeleted = includeDeleted
  }

  /// How a name is read, for the reference: `noun` is what it names, `title` what it is compared with
  /// last.
  static func details(of noun: String, title: String = "a title") -> String {
    """
    The name is tried in this order, and the first step that finds a \(noun) gives the answer: as a \
    number, if it is all digits and does not start with 0; as the beginning of an id, if it is all \
    digits only from eight digits on; as \(title), ignoring case. Deleted \(noun)s are answered only \
    when no other \(noun) has the name, unless includeDeleted is true.
    """
  }
}

/// What a name matched: the thing's number, its id or its title.
package enum NamedBy: String, Codable, CaseIterable, Sendable {
  case number, id, title
}

/// The things that a name may mean.
package struct Found<Element: NamedPayload>: Payload {
  package static var fields: [String: String] {
    [
      "data":
        "The things that the name may mean, the latest activity first; \(Limits.namedThings) at most.",
      "by":
        "What the name matched: their number, the beginning of their id, or their title; null for no "
        + "match.",
      "hasMore": "Whether the name may mean more things than data holds.",
      "similar":
        "If nothing matched, things with a similar title: those whose title begins with the name, "
        + "or else contains it, the latest activity first; \(Limits.similarThings) at most. null if "
        + "something matched.",
    ]
  }

  package let data: [Element]
  package let by: NamedBy?
  package let hasMore: Bool
  package let similar: [Element]?

  package init(
    _ data: [Element], by: NamedBy?, hasMore: Bool = false, similar: [Element]? = nil
  ) {
    self.data = data
    self.by = by
    self.hasMore = hasMore
    self.similar = similar
  }
}
