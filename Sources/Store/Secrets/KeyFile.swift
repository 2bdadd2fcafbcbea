import Crypto
import Identity
import Wire

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The key that encrypts account secrets: `$CREDENTIALS_DIRECTORY/skein.key` if a service manager
/// provides it, else `<database>.key`, 32 random bytes that are created when first needed.
struct KeyFile: Sendable {
  static let credentialName = "skein.key"
  /// The length of the keys that are created here.
  private static let shortest = 32
  private static let longest = 4096

  private let own: String
  private let credential: String?

  init(besideDatabase path: String, credentialsDirectory: String?) {
    own = path + ".key"
    credential = credentialsDirectory.map { "\($0)/\(Self.credentialName)" }
  }

  func bytes(mayMake: Bool) throws -> [UInt8] {
    // systemd grants access by an ACL, which shows as group permissions.
    if let credential, let bytes = try read(credential, isPrivate: false) { return bytes }
    if let bytes = try read(own, isPrivate: true) { return bytes }
    guard mayMake else { throw failure("is missing") }
    try make()
    guard let bytes = try read(own, isPrivate: true) else { throw failure("vanished") }
    return bytes
  }

  /// Creates the file as a whole or not at all.
  private func make() throws {
    let new = own + ".new"
    do throws(OpenFailure) {
      try removeLeftovers(of: new)
      try makePrivateFile(new)
    } catch {
      throw Fault.storage(error.message)
    }
    let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
    let file = Self.open(new, O_WRONLY)
    guard file >= 0 else { throw failure("can't be written: \(reason())") }
    let written = bytes.withUnsafeBytes { Self.write(file, $0) }
    let isSafe = fsync(file) == 0
    close(file)
    guard written == bytes.count, isSafe else { throw failure("can't be written") }
    do throws(OpenFailure) {
      try replace(own, by: new)
    } catch {
      throw Fault.storage(error.message)
    }
  }

  private func read(_ path: String, isPrivate: Bool) throws -> [UInt8]? {
    let file = Self.open(path, O_RDONLY)
    guard file >= 0 else {
      guard errno == ENOENT else { throw failure("can't be read: \(reason())", path) }
      return nil
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw failure("is not a file", path)
    }
    guard !isPrivate || status.st_mode & 0o077 == 0 else {
      throw failure("can be read by others: chmod 600 it", path)
    }
    var bytes = [UInt8](repeating: 0, count: Self.longest + 1)
    let count = bytes.withUnsafeMutableBytes { Self.read(file, $0) }
    guard (Self.shortest...Self.longest).contains(count) else {
      throw failure("does not have \(Self.shortest) to \(Self.longest) bytes", path)
    }
    return Array(bytes[..<count])
  }

  private func failure(_ why: String, _ path: String? = nil) -> Fault {
    let stray = StrayOwner(onTheWayTo: path ?? own).map { " \($0.advice)." } ?? ""
    return .storage("The key of accounts' secrets, \(path ?? own), \(why).\(stray)")
  }

  private static func open(_ path: String, _ flags: Int32) -> Int32 {
    #if canImport(Glibc)
      Glibc.open(path, flags | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    #else
      Darwin.open(path, flags | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    #endif
  }

  private static func read(_ file: Int32, _ room: UnsafeMutableRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.read(file, room.baseAddress, room.count)
    #else
      Darwin.read(file, room.baseAddress, room.count)
    #endif
  }

  private static func write(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.write(file, bytes.baseAddress, bytes.count)
    #else
      Darwin.write(file, bytes.baseAddress, bytes.count)
    #endif
  }
}
