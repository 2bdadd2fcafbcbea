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
  /// The provider needs none: no Authorization header is sent.
  case none
  case environment(String)
  /// A regular file that only its owner may read.
  case file(path: String)
  /// Run by `/bin/sh -c` for at most 10 s; the first line of its output is the key.
  case command(String)
  /// A file in `$CREDENTIALS_DIRECTORY`, which systemd protects from other users.
  case credential(name: String)
  case value(Secret)

  /// The key; `nil` where none is needed. Blocks: a command may take its 10 s.
  ///
  /// A failure has class `auth` and code `noKey`. Its message names the setting, and the file where the
  /// key is in one; who may not know files hides it.
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
      guard let path = Self.place(ofCredential: name) else {
        throw Self.noKey("$CREDENTIALS_DIRECTORY is not set, so there is no credential \(name)")
      }
      guard !name.isEmpty, !name.utf8.contains(UInt8(ascii: "/")), name != ".." else {
        throw Self.noKey("the credential's name \(name) is not a file name")
      }
      // systemd grants access by an ACL, which shows as group permissions.
      text = try Self.read(
        path: path, setting: "credential \(name)", isPrivate: false)
    case .value(let secret): text = secret.exposed
    }
    return try Self.secret(text, from: self)
  }

  /// Ends the running commands with all their processes, and lets none start from now on: called
  /// right before the process ends.
  package static func endCommands() {
    RunningCommands.ofProcess.endAll()
  }

  /// The file that it reads, where it is one.
  package var path: String? {
    switch self {
    case .file(let path): path
    case .credential(let name): Self.place(ofCredential: name)
    case .none, .environment, .command, .value: nil
    }
  }

  /// The sentence that says why its file gives no key; `nil` if it does, and for other sources.
  package var fileComplaint: String? {
    guard case .file = self else { return nil }
    do throws(Failure) {
      _ = try resolve()
      return nil
    } catch {
      return error.message
    }
  }

  /// The environment variable that holds it, if the process was started without it.
  package var missingVariable: String? {
    switch self {
    case .environment(let name): getenv(name) == nil ? name : nil
    case .none, .file, .command, .credential, .value: nil
    }
  }

  private static func place(ofCredential name: String) -> String? {
    getenv("CREDENTIALS_DIRECTORY").map { String(cString: $0) + "/" + name }
  }

  /// In words for messages; never contains the key.
  var setting: String {
    switch self {
    case .none: "no key"
    case .environment(let name): "the environment variable \(name) (keyEnv)"
    case .file(let path): "\(path) (keyFile)"
    case .command: "the command's output (keyCommand)"
    case .credential(let name): "the credential \(name)"
    case .value: "the key given"
    }
  }

  /// `variable` is the environment variable that is missing.
  static func noKey(_ reason: String, of variable: String? = nil) -> Failure {
    Failure(.auth, "No key: \(reason).", code: "noKey", param: variable)
  }

  /// The failure if the environment variable of `keyEnv` is not set.
  fileprivate static func unset(_ variable: String) -> Failure {
    noKey("the daemon was started without the variable \(variable) (keyEnv)", of: variable)
  }

  /// Adds advice to a failure because this source has no key for `provider`. All clients show it
  /// unchanged, so it must be true in every environment.
  func advising(_ failure: Failure, for provider: String) -> Failure {
    guard failure.code == "noKey" else { return failure }
    var advised = failure
    advised.message += " skein key set \(provider) stores a key of your own."
    switch self {
    case .environment:
      advised.message += " man skein.conf lists other ways, and models without keys."
    case .file, .command, .credential, .none, .value: break
    }
    return advised
  }
}

extension Provider {
  /// The failure for users who keep no key of their own, if the provider is only there for those who
  /// do; it says what to do.
  package var lacksKey: Failure {
    let failure: Failure
    switch key {
    case .environment(let name): failure = KeySource.unset(name)
    case .none, .file, .command, .credential, .value:
      failure = KeySource.noKey("\(name) can be used only with a key of your own")
    }
    return key.advising(failure, for: name)
  }
}

extension KeySource {
  /// A header value cannot contain a line end, and all providers' keys are plain ASCII.
  private static func secret(_ text: String, from source: KeySource) throws(Failure) -> Secret {
    // A byte order mark from an editor is not part of a key.
    let bytes = ByteOrderMark.passed(in: Array(text.utf8))
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    let key = bytes.drop(while: isSpace).reversed().drop(while: isSpace).reversed()
    if key.isEmpty { throw noKey("\(source.setting) is empty") }
    guard key.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw noKey("\(source.setting) contains more than one word of plain ASCII")
    }
    return Secret(String(decoding: Array(key), as: UTF8.self))
  }

  private static func read(
    path: String, setting: String, isPrivate: Bool
  ) throws(Failure) -> String {
    // Without O_NONBLOCK, opening a FIFO would wait for a writer.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      throw noKey("\(path) can't be read: \(String(cString: strerror(errno))) (\(setting))")
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw noKey("\(path) is no regular file (\(setting))")
    }
    guard !isPrivate || status.st_mode & 0o077 == 0 else {
      throw noKey("others may read \(path): chmod 600 it (\(setting))")
    }
    var bytes = [UInt8](repeating: 0, count: Limits.keyBytes + 1)
    var count = 0
    while count < bytes.count {
      let got = bytes.withUnsafeMutableBytes { [count] room in
        libcRead(file, room.baseAddress! + count, room.count - count)
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else {
        throw noKey("\(path) can't be read: \(String(cString: strerror(errno))) (\(setting))")
      }
      if got == 0 { break }
      count += got
    }
    guard count <= Limits.keyBytes else {
      throw noKey("\(path) is too long for a key (\(setting))")
    }
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}
