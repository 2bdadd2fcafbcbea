#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A program that is about to be started, and what it inherits from this process (posix_spawn(3)).
final class Spawn {
  #if canImport(Darwin)
    private var actions: posix_spawn_file_actions_t?
    private var attributes: posix_spawnattr_t?
  #else
    private var actions = posix_spawn_file_actions_t()
    private var attributes = posix_spawnattr_t()
  #endif
  private var flags: Int32 = 0

  init() {
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
  }

  deinit {
    posix_spawn_file_actions_destroy(&actions)
    posix_spawnattr_destroy(&attributes)
  }

  /// Gives it our descriptor `file` as its descriptor `number`.
  func give(_ file: Int32, as number: Int32) {
    posix_spawn_file_actions_adddup2(&actions, file, number)
  }

  func open(_ path: String, _ mode: Int32, as number: Int32) {
    posix_spawn_file_actions_addopen(&actions, number, path, mode, 0)
  }

  /// Closes a descriptor in it; closing one twice is no error.
  func close(_ file: Int32) {
    posix_spawn_file_actions_addclose(&actions, file)
  }

  /// Restores the default action of signals that this process ignores or catches.
  func restore(_ signals: [Int32]) {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    posix_spawnattr_setsigdefault(&attributes, &set)
    flags |= Int32(POSIX_SPAWN_SETSIGDEF)
  }

  /// Gives it a session of its own, with no signal caught or blocked and no descriptor of ours
  /// above 2.
  func detach() {
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    flags |= Int32(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)
    #if canImport(Darwin)
      flags |= POSIX_SPAWN_CLOEXEC_DEFAULT | POSIX_SPAWN_SETSID
    #else
      // POSIX_SPAWN_SETSID and addclosefrom_np are GNU extensions, and the module hides them.
      flags |= 0x80
      for file in Self.openFiles() where file > 2 { close(file) }
    #endif
  }

  /// Starts it: its process id, or the errno that kept it from starting.
  func start(_ program: String, _ arguments: [String]) -> Result<pid_t, Refused> {
    posix_spawnattr_setflags(&attributes, Int16(flags))
    var words = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var pid: pid_t = 0
    let error = posix_spawn(&pid, program, &actions, &attributes, &words, environ)
    return error == 0 ? .success(pid) : .failure(Refused(errno: error))
  }

  struct Refused: Error {
    let errno: Int32
  }

  /// Waits for its end, and returns the status of waitpid(2).
  static func wait(for pid: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    return status
  }

  private static func openFiles() -> [Int32] {
    guard let directory = opendir("/dev/fd") else { return [] }
    defer { closedir(directory) }
    var files: [Int32] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
      }
      if let file = Int32(name) { files.append(file) }
    }
    return files
  }
}
