#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Runs another program to its end.
package enum Subprocess {
  package struct Outcome {
    package let status: Int32
    /// Its output and its errors, at most the first 64 KiB.
    package let text: String
  }

  /// How many bytes of its output are kept.
  static let textLimit = 64 << 10

  /// `nil` when the program can't be started.
  package static func run(_ words: [String]) -> Outcome? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    defer { SmallFile.close(ends[0]) }
    for file in ends { _ = fcntl(file, F_SETFD, FD_CLOEXEC) }
    guard let pid = spawn(words, output: ends[1]) else {
      SmallFile.close(ends[1])
      return nil
    }
    SmallFile.close(ends[1])
    var text: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = chunk.withUnsafeMutableBytes { LibC.read(ends[0], $0) }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      text += chunk[..<min(count, textLimit - text.count)]
    }
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    return Outcome(
      status: ProcessEnd(waited: status).code, text: String(decoding: text, as: UTF8.self))
  }

  /// Replaces this process by another program; returns only when that fails.
  package static func become(_ words: [String]) throws(ClientError) {
    var arguments = words.map { strdup($0) } + [nil]
    defer { for word in arguments { free(word) } }
    execvp(words[0], &arguments)
    throw .system(LibC.message("\(words[0]) can't be started"))
  }

  private static func spawn(_ words: [String], output: Int32) -> pid_t? {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, output, 2)
    var arguments = words.map { strdup($0) } + [nil]
    defer { for word in arguments { free(word) } }
    var pid: pid_t = 0
    guard posix_spawnp(&pid, words[0], &actions, nil, &arguments, environ) == 0 else { return nil }
    return pid
  }
}
