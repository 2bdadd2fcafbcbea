import Wire

/// The generated tables of skein-rpc(7); the prose around them is written by hand.
enum RPCPage {
  /// Thrown if the page lacks the two comments that enclose a table.
  struct MarkerMissing: Error {
    let marker: String
  }

  static func refreshed(_ page: String) throws -> String {
    var page = page
    try replace("errors", in: &page, with: try errors())
    try replace("limits", in: &page, with: try limits())
    return page
  }

  private static func replace(_ table: String, in page: inout String, with text: String) throws {
    let (begin, end) = (".\\\" begin \(table)\n", ".\\\" end \(table)\n")
    guard let start = page.firstRange(of: begin)?.upperBound,
      let stop = page[start...].firstRange(of: end)?.lowerBound
    else { throw MarkerMissing(marker: begin) }
    page.replaceSubrange(start..<stop, with: text)
  }

  /// The kinds of error, then the members of `data` that they name.
  private static func errors() throws -> String {
    var list = Mdoc()
    let common = Fault.Kind.common.map { "`\($0.rawValue)`" }
    list.prose("Any method may answer " + common.joined(separator: ", ") + ".")
    list.prose("The methods list their other errors.")
    list.macro("Pp")
    list.macro("Bl -tag -width Ds -compact")
    for kind in Fault.Kind.allCases {
      let members = FaultData.memberNames(of: kind)
      list.macro("It Cm \(kind.rawValue) Pq \\-\(-kind.code)")
      list.prose(kind.meaning)
      if !members.isEmpty {
        list.prose("Data: " + members.map { "`\($0)`" }.joined(separator: ", ") + ".")
      }
    }
    list.macro("El")
    guard case .object(let data) = try Schema(of: FaultData.self) else {
      throw NotAnObject(type: FaultData.typeName)
    }
    list.macro("Pp")
    list.prose("The members of `data`, apart from `kind`:")
    let rest = data.members.filter { $0.name != "kind" }
    list.members(of: Schema.Object(name: nil, members: rest), .sent)
    return list.text
  }

  /// The limits that the configuration can change, with their defaults, then the fixed ones.
  private static func limits() throws -> String {
    guard case .object(let object) = try Schema(of: LimitSettings.self) else {
      throw NotAnObject(type: LimitSettings.typeName)
    }
    let defaults = try RawLimits.defaults()
    var list = Mdoc()
    list.macro("Bl -tag -width Ds -compact")
    for member in object.members {
      let value = defaults[member.name] ?? 0
      let isSize = member.name.contains("Bytes")
      list.macro("It Cm \(member.name) Pq", words: isSize ? size(value) : String(value))
      list.prose(member.summary)
    }
    for limit in RawLimits.fixed {
      list.macro("It Cm \(limit.name) Pq", words: limit.value)
      list.prose(limit.summary)
    }
    list.macro("El")
    return list.text
  }
}

/// A number of bytes in the largest unit that gives a whole number.
func size(_ bytes: Int) -> String {
  for (unit, shift) in [("GiB", 30), ("MiB", 20), ("KiB", 10)]
  where bytes > 0 && bytes % (1 << shift) == 0 {
    return "\(bytes >> shift) \(unit)"
  }
  return "\(bytes) bytes"
}
