/// The params of the methods that find a thing by what a person typed: `thread/find`, `task/find` and
/// `context/find`.
package struct FindParams: Payload {
  package static let fields = [
    "name": "A number, an id or its beginning, or a title.",
    "includeDeleted": "Whether what is deleted counts as well; false unless given.",
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
    Digits without a zero in front are a number. What is no \(noun)'s number is the beginning of an \
    id, digits alone from eight on; what begins no id is \(title), the case of its letters aside. \
    The first of these that names anything is the answer. What is deleted counts only where nothing \
    else is named, unless includeDeleted.
    """
  }
}

/// What of a thing a name was found to be.
package enum NamedBy: String, Codable, CaseIterable, Sendable {
  case number, id, title
}

/// What a name names.
package struct Found<Element: NamedPayload>: Payload {
  package static var fields: [String: String] {
    [
      "data": "What it may mean, the latest activity first; \(Limits.namedThings) at most.",
      "by": "What of them it is: their number, their id's beginning or their title; null for none.",
      "hasMore": "Whether it may mean more than that.",
      "similar":
        "Where it names nothing, what may have been meant: the titles that begin with it, else those "
        + "that hold it, the latest activity first; \(Limits.similarThings) at most. null where it "
        + "names something.",
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
