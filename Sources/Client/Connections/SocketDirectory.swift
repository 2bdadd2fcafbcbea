#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Checks that only the user and root can change a socket's directory.
///
/// The directory must belong to the user and be closed to others, except to one group
/// (`socketGroup`); or belong to root and not be writable by others. Nobody else may be able to put
/// another directory in its place: a directory above it that others may write to must have the
/// sticky bit, and all directories and links on the way must belong to the user or root.
struct SocketDirectory {
  /// More links than this form a circle (path_resolution(7)).
  private static let linkLimit = 40

  /// What is wrong with a directory, in words that follow its name.
  struct Unsafe: Error, Equatable {
    let path: String
    let why: String
  }

  private let path: String
  private let user: UInt32

  init(of socket: String, user: UInt32 = geteuid()) {
    path = String(socket[..<(socket.lastIndex(of: "/") ?? socket.startIndex)])
    self.user = user
  }

  /// False when there is no such directory, and the existing part of the path is safe.
  func isThere() throws(Unsafe) -> Bool {
    var place = "/"
    var names = Self.names(of: path)
    var links = 0
    guard try look(at: place) != nil else { return false }
    while !names.isEmpty {
      let name = names.removeFirst()
      let next = name == ".." ? Self.parent(of: place) : (place == "/" ? "/" : place + "/") + name
      switch try look(at: next) {
      case nil: return false
      case .directory?: place = next
      case .link?:
        guard !names.isEmpty else { throw Unsafe(path: next, why: "is a symbolic link") }
        links += 1
        guard links <= Self.linkLimit, let target = Self.target(of: next) else {
          throw Unsafe(path: next, why: "is a link that leads nowhere")
        }
        if target.utf8.first == UInt8(ascii: "/") { place = "/" }
        names = Self.names(of: target) + names
      }
    }
    return try look(at: place, isSocketDirectory: true) != nil
  }

  private enum Found { case directory, link }

  /// What is at this path; `nil` for nothing.
  private func look(at place: String, isSocketDirectory: Bool = false) throws(Unsafe) -> Found? {
    var found = stat()
    guard lstat(place, &found) == 0 else {
      guard errno == ENOENT else {
        throw Unsafe(path: place, why: "cannot be examined (\(String(cString: strerror(errno))))")
      }
      return nil
    }
    let isRoots = found.st_uid == 0
    guard isRoots || found.st_uid == user else {
      throw Unsafe(path: place, why: "belongs to \(SystemUser(found.st_uid))")
    }
    let mode = UInt32(found.st_mode)
    switch mode & UInt32(S_IFMT) {
    case UInt32(S_IFLNK): return .link
    case UInt32(S_IFDIR): break
    default: throw Unsafe(path: place, why: "is not a directory")
    }
    let isSticky = mode & UInt32(S_ISVTX) != 0
    let forbidden: UInt32 =
      switch (isSocketDirectory, isRoots) {
      case (true, true): 0o022
      case (true, false): 0o027
      case (false, _): isSticky ? 0 : 0o022
      }
    guard mode & forbidden == 0 else {
      let octal = String(mode & 0o7777, radix: 8)
      throw Unsafe(path: place, why: "is open to others (mode 0\(octal))")
    }
    return .directory
  }

  private static func parent(of place: String) -> String {
    guard let slash = place.lastIndex(of: "/"), slash > place.startIndex else { return "/" }
    return String(place[..<slash])
  }

  private static func names(of path: String) -> [Substring] {
    path.split(separator: "/").filter { $0 != "." }
  }

  private static func target(of link: String) -> String? {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(link, &bytes, bytes.count)
    guard count > 0 else { return nil }
    return String(decoding: bytes[..<count].lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
