/// One value that is being written, or one container.
///
/// Codable's containers have no end call. So every value and every container is a level, and the
/// next write closes the levels above its own.
struct Level {
  enum Kind { case value, array, object, dictionary }

  let kind: Kind
  let serial: Int
  let firstMark: Int
  var isEmpty = true
}

/// A level as its container remembers it: a use after it was closed is detected.
struct Place {
  let depth: Int
  let serial: Int
}

extension Sink {
  var depth: Int { levels.count }

  mutating func open(_ kind: Level.Kind) -> Place {
    serial &+= 1
    levels.append(Level(kind: kind, serial: serial, firstMark: marks.count))
    switch kind {
    case .value: break
    case .array: opened(UInt8(ascii: "["))
    case .object, .dictionary: opened(UInt8(ascii: "{"))
    }
    return Place(depth: levels.count, serial: serial)
  }

  private mutating func opened(_ bracket: UInt8) {
    put(bracket)
    containers += 1
    if containers > Document.depthLimit { isTooDeep = true }
  }

  /// Ends every level above `depth`; a value for which nothing was written is `{}`.
  mutating func close(to depth: Int) {
    while levels.count > depth {
      let level = levels.removeLast()
      switch level.kind {
      case .value:
        if level.isEmpty {
          put(UInt8(ascii: "{"))
          put(UInt8(ascii: "}"))
        }
        continue
      case .array: put(UInt8(ascii: "]"))
      case .object: put(UInt8(ascii: "}"))
      case .dictionary:
        sortMembers(from: level.firstMark)
        put(UInt8(ascii: "}"))
      }
      containers -= 1
    }
  }

  /// Makes the place the innermost one; the next bytes belong to it.
  mutating func resume(_ place: Place) {
    precondition(
      levels.count >= place.depth && levels[place.depth - 1].serial == place.serial,
      "a nested container is written to after its parent went on")
    close(to: place.depth)
  }

  /// Begins the next element or member of a container.
  mutating func next(in place: Place) {
    resume(place)
    let top = place.depth - 1
    if levels[top].isEmpty { levels[top].isEmpty = false } else { put(UInt8(ascii: ",")) }
    if levels[top].kind == .dictionary { marks.append(Mark(start: count, nameEnd: count)) }
  }

  /// Writes a member's name and colon.
  mutating func next(_ name: String, in place: Place) {
    next(in: place)
    put(quoted: name)
    if levels[place.depth - 1].kind == .dictionary { marks[marks.count - 1].nameEnd = count }
    put(UInt8(ascii: ":"))
  }

  /// Begins the one content of a value; false if it has begun already.
  mutating func begin(_ place: Place) -> Bool {
    resume(place)
    defer { levels[place.depth - 1].isEmpty = false }
    return levels[place.depth - 1].isEmpty
  }

  /// The container that a value has begun and not ended.
  func container(of value: Place) -> (Level.Kind, Place)? {
    guard levels.count > value.depth, levels[value.depth - 1].serial == value.serial else {
      return nil
    }
    let level = levels[value.depth]
    return (level.kind, Place(depth: value.depth + 1, serial: level.serial))
  }
}
