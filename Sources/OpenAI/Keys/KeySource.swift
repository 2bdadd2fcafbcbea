import JSON

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where a provider's key comes from.
package enum KeySource: Sendable, Equatable {
  /// The provider wants none: no Authorization header is sent.
  case none
  case environment(String)
  /// A regular file that nobody but its owner may read.
  case file(path: String)
  /// Run by `/bin/sh -c`, at most 10 s; the first line it prints is the key.
  case command(String)
  /// A file in `$CREDENTIALS_DIRECTORY`, where systemd keeps it from everybody else.
  case credential(name: String)
  case value(Secret)

  /// The key, nil where none is wanted. Blocks: a command may take its 10 s.
  ///
  /// A failure is of class `auth`, code `noKey`, and its message names the setting, no path: whose
  /// turn it is need not know where files are.
  package func resolve() throws(Failure) -> Secret? {
    let text: String
    switch self {
    case .none: return nil
    case .environment(let name):
      guard let value = getenv(name) else {
        throw Self.unset(name)
      }
      text = String(cString: value)
    case .file(let path): text = try Self.read(path: path, setting: "keyFile", isPrivate: true)
    case .command(let command): text = try KeyCommand.run(command)
    case .credential(let name):
      guard let directory = getenv("CREDENTIALS_DIRECTORY") else {
        throw Self.noKey("$CREDENTIALS_DIRECTORY is not set, so there is no credential \(name)")
      }
      guard !name.isEmpty, !name.utf8.contains(UInt8(ascii: "/")), name != ".." else {
        throw Self.noKey("the credential's name \(name) is no file name")
      }
      // systemd grants access by an ACL, which shows as group bits.
      text = try Self.read(
        path: String(cString: directory) + "/" + name, setting: "credential \(name)",
        isPrivate: false)
    case .value(let secret): text = secret.exposed
    }
    return try Self.secret(text, from: self)
  }

  /// Ends the commands that run, with whatever they have started, and lets none start from now on:
  /// the last thing before the process ends.
  package static func endCommands() {
    RunningCommands.ofProcess.endAll()
  }

  /// In words, for messages; never the key.
  var setting: String {
    switch self {
    case .none: "no key"
    case .environment(let name): "the environment variable \(name) (keyEnv)"
    case .file: "the file (keyFile)"
    case .command: "the command's output (keyCommand)"
    case .credential(let name): "the credential \(name)"
    case .value: "the key given"
    }
  }

  /// `variable` is the one of the environment that is not there.
  static func noKey(_ reason: String, of variable: String? = nil) -> Failure {
    Failure(.auth, "No key: \(reason).", code: "noKey", param: variable)
  }

  /// Nor is the variable that is to hold it.
  fileprivate static func unset(_ variable: String) -> Failure {
    noKey("the daemon was started without the variable \(variable) (keyEnv)", of: variable)
  }

  /// What to do where `failure` is that this source has no key for `provider`. Every client shows
  /// it as it is: what it says is true whatever their environment is.
  func advising(_ failure: Failure, for provider: String) -> Failure {
    guard failure.code == "noKey" else { return failure }
    var advised = failure
    advised.message = "skein key set \(provider) keeps a key of your own. " + failure.message
    switch self {
    case .environment: advised.message += " man skein.conf has other ways, and models without keys."
    case .file, .command, .credential, .none, .value: break
    }
    return advised
  }
}

extension Provider {
  /// Why it is not there for who keeps no key of their own, and what to do about it.
  package var lacksKey: Failure {
    let failure: Failure
    switch key {
    case .environment(let name): failure = KeySource.unset(name)
    case .none, .file, .command, .credential, .value:
      failure = KeySource.noKey("\(name) is there for who keeps one")
    }
    return key.advising(failure, for: name)
  }
}

extension KeySource {
  /// A header value can't hold a line end, and no provider's key holds anything but ASCII.
  private static func secret(_ text: String, from source: KeySource) throws(Failure) -> Secret {
    // An editor's byte order mark is no part of a key.
    let bytes = ByteOrderMark.passed(in: Array(text.utf8))
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    let key = bytes.drop(while: isSpace).reversed().drop(while: isSpace).reversed()
    if key.isEmpty { throw noKey("\(source.setting) is empty") }
    guard key.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw noKey("\(source.setting) holds more than one word of plain ASCII")
    }
    return Secret(String(decoding: Array(key), as: UTF8.self))
  }

  private static func read(
    path: String, setting: String, isPrivate: Bool
  ) throws(Failure) -> String {
    // Without O_NONBLOCK a FIFO would wait for a writer.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      throw noKey("the file can't be read: \(String(cString: strerror(errno))) (\(setting))")
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw noKey("the file is not a regular one (\(setting))")
    }
    guard !isPrivate || status.st_mode & 0o077 == 0 else {
      throw noKey("others may read the file: chmod 600 it (\(setting))")
    }
    var bytes = [UInt8](repeating: 0, count: Limits.keyBytes + 1)
    var count = 0
    while count < bytes.count {
      let got = bytes.withUnsafeMutableBytes { [count] room in
        libcRead(file, room.baseAddress! + count, room.count - count)
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else {
        throw noKey("the file can't be read: \(String(cString: strerror(errno))) (\(setting))")
      }
      if got == 0 { break }
      count += got
    }
    guard count <= Limits.keyBytes else {
      throw noKey("the file is too long for a key (\(setting))")
    }
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}
