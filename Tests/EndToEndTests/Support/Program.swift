import Foundation
import Testing

/// A child process of the tests; it ends with the object that owns it.
final class Program: Sendable {
  enum Exit: Equatable, Sendable {
    case code(Int32)
    case signal(Int32)
  }

  struct NotStarted: Error {
    let path: String
    let errno: Int32
  }

  struct StillRunning: Error {
    let path: String
    let output: String
    let errors: String
  }

  /// The tests open fewer files than this at once.
  private static let highestFile = 4096

  let pid: pid_t
  let output: Transcript
  let errors: Transcript
  private let path: String
  private let end = Ending()

  /// Starts a program with only these variables and with `input` as its whole stdin; or on a
  /// terminal, which then becomes its controlling terminal and all its input and output.
  init(
    _ path: String, _ arguments: [String] = [], environment: [String: String] = [:],
    input: String? = nil, terminal: PseudoTerminal? = nil
  ) throws {
    self.path = path
    let (readOutput, writeOutput) = try Self.pipe()
    let (readErrors, writeErrors) = try Self.pipe()
    let (readInput, writeInput) = try Self.pipe()
    defer { for file in [writeOutput, writeErrors, readInput] { close(file) } }
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    for (file, number) in [(readInput, 0), (writeOutput, 1), (writeErrors, 2)] {
      posix_spawn_file_actions_adddup2(&files, file, Int32(number))
    }
    // Without input it is /dev/null: the command reports an empty pipe.
    if input?.isEmpty ?? true {
      posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
    }
    if let terminal {
      posix_spawn_file_actions_addopen(&files, 0, terminal.path, O_RDWR, 0)
      for number in 1...2 { posix_spawn_file_actions_adddup2(&files, 0, Int32(number)) }
    }
    // It must not inherit descriptors of other tests; closing a descriptor that is not open is no
    // error.
    for file in 3..<Self.highestFile { posix_spawn_file_actions_addclose(&files, Int32(file)) }
    // Nor must it inherit signals that are blocked or ignored in the process that runs the tests.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    // The first terminal that a session leader opens becomes its controlling terminal.
    let session = terminal == nil ? 0 : 0x80  // POSIX_SPAWN_SETSID
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | Int32(session)))
    var pid: pid_t = 0
    let words = ([path] + arguments).map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for word in words + variables { free(word) } }
    let code = posix_spawn(&pid, path, &files, &attributes, words, variables)
    self.pid = pid
    output = Transcript(of: readOutput)
    errors = Transcript(of: readErrors)
    if code == 0 {
      end.await(pid)
      Self.feed(Array((input ?? "").utf8), to: writeInput)
    } else {
      close(writeInput)
      end.never()
      throw NotStarted(path: path, errno: code)
    }
  }

  deinit {
    if end.status(within: 0) == nil {
      signal(SIGKILL)
      _ = end.status(within: 10)
    }
  }

  func signal(_ number: Int32) {
    end.signal(pid, number)
  }

  var isRunning: Bool { end.status(within: 0) == nil }

  /// How it ends; throws when it has not ended after this many seconds.
  @discardableResult
  func exit(within seconds: Double = 20) throws -> Exit {
    guard let status = end.status(within: seconds) else {
      throw StillRunning(path: path, output: output.text, errors: errors.text)
    }
    return status
  }

  /// What it wrote until its end, and how it ended.
  func finish() throws -> (code: Exit, output: String, errors: String) {
    let (output, errors) = (output.whole(), errors.whole())
    return (try exit(), output, errors)
  }

  private static func pipe() throws -> (Int32, Int32) {
    var ends: [Int32] = [-1, -1]
    guard Glibc.pipe(&ends) == 0 else { throw NotStarted(path: "pipe", errno: errno) }
    for file in ends { _ = fcntl(file, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  /// Feeds its stdin; a child that ends before it has read everything is no error: the tests ignore
  /// SIGPIPE.
  private static func feed(_ bytes: [UInt8], to file: Int32) {
    Foundation.signal(SIGPIPE, SIG_IGN)
    Thread.detachNewThread {
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        guard count > 0 else { break }
        rest = rest.dropFirst(count)
      }
      close(file)
    }
  }

  /// Waits for the process on a thread, so that others can wait with a deadline.
  private final class Ending: @unchecked Sendable {
    // `status` and `isOver` are read and written under the condition's lock only.
    private let condition = NSCondition()
    private var status: Exit?
    private var isOver = false

    func await(_ pid: pid_t) {
      Thread.detachNewThread { [self] in
        var information = siginfo_t()
        while waitid(P_PID, id_t(pid), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        condition.withLock {
          var raw: Int32 = 0
          waitpid(pid, &raw, 0)
          status = raw & 0x7F == 0 ? .code(raw >> 8 & 0xFF) : .signal(raw & 0x7F)
          isOver = true
          condition.broadcast()
        }
      }
    }

    func never() {
      condition.withLock { isOver = true }
    }

    func signal(_ pid: pid_t, _ number: Int32) {
      condition.withLock { if !isOver { kill(pid, number) } }
    }

    func status(within seconds: Double) -> Exit? {
      let deadline = Date(timeIntervalSinceNow: seconds)
      return condition.withLock {
        while !isOver, seconds > 0, condition.wait(until: deadline) {}
        return status
      }
    }
  }
}
