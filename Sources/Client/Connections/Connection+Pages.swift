package import JSON
package import Wire

extension Connection {
  /// Requests page after page until there is no next one, or `visit` returns false. Notifications
  /// that arrive meanwhile go to `listen`.
  package func pages<M: Method, Element>(
    _: M.Type, _ params: M.Params, cursor: WritableKeyPath<M.Params, Cursor?>,
    listen: (Incoming) throws -> Void = { _ in },
    visit: (Page<Element>, Value) throws -> Bool
  ) throws where M.Result == Page<Element> {
    var params = params
    while true {
      let encoded = try Output.encode(params, nilMembers: .omitted)
      switch try call(M.name, params: encoded, listen: listen) {
      case .fault(let fault): throw fault.asError
      case .result(let value):
        let page = try value.read(Page<Element>.self, of: M.name)
        guard try visit(page, value), let next = page.nextCursor else { return }
        params[keyPath: cursor] = next
      }
    }
  }
}

/// Several pages joined to one of the same shape: every entry as it was received.
package struct MergedPages {
  private var entries: [UInt8] = []
  private var nextCursor = Array("null".utf8)

  package init() {}

  /// Takes the entries of a page, or those alone whose place in it `isWanted` names.
  package mutating func append(_ page: Value, where isWanted: (Int) -> Bool = { _ in true }) {
    guard let data = page["data"] else { return }
    for (place, entry) in data.elements.enumerated() where isWanted(place) {
      if !entries.isEmpty { entries.append(UInt8(ascii: ",")) }
      entries += entry.token
    }
    nextCursor = page["nextCursor"]?.token ?? nextCursor
  }

  package var json: [UInt8] {
    Array(#"{"data":["#.utf8) + entries + Array(#"],"nextCursor":"#.utf8) + nextCursor
      + [UInt8(ascii: "}")]
  }

  /// The same with one more member: all entries of another list.
  package func json(beside name: String, _ others: MergedPages) -> [UInt8] {
    json.dropLast() + Array(",\"\(name)\":[".utf8) + others.entries + Array("]}".utf8)
  }
}
