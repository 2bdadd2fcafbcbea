import Glibc
import Synchronization
import Testing

@testable import OpenAI

/// Serialised: some of it sets the environment.
@Suite(.serialized)
struct KeySourceTests {
  /// Runs `body` with a directory of its own.
  private func withDirectory(_ body: (String) throws -> Void) throws {
    var template = Array("/tmp/skein-keys-XXXXXX".utf8CString)
    let path = try #require(mkdtemp(&template).map { String(cString: $0) })
    defer { for name in ["key", "fifo", ""] { remove("\(path)/\(name)") } }
    try body(path)
  }

  private func write(_ text: String, to path: String, mode: mode_t) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, mode)
    try #require(file >= 0)
    defer { close(file) }
    try #require(Glibc.write(file, text, text.utf8.count) == text.utf8.count)
    try #require(fchmod(file, mode) == 0)
  }

  private func expectNoKey(_ source: KeySource, naming words: String...) {
    let failure = #expect(throws: Failure.self) { try source.resolve() }
    #expect(failure?.class == .auth)
    #expect(failure?.code == "noKey")
    for word in words { #expect(failure?.message.contains(word) == true, "\(word)") }
  }

  @Test func `none is none, and a value is itself`() throws {
    #expect(try KeySource.none.resolve() == nil)
    #expect(try KeySource.value(Secret("k")).resolve() == Secret("k"))
    expectNoKey(.value(Secret("")), naming: "empty")
  }

  @Test func `a variable is trimmed; unset or empty it is named`() throws {
    setenv("SKEIN_TEST_KEY", " sk-env\n", 1)
    defer { unsetenv("SKEIN_TEST_KEY") }
    #expect(try KeySource.environment("SKEIN_TEST_KEY").resolve() == Secret("sk-env"))
    setenv("SKEIN_TEST_KEY", "  ", 1)
    expectNoKey(.environment("SKEIN_TEST_KEY"), naming: "SKEIN_TEST_KEY", "keyEnv")
    expectNoKey(.environment("SKEIN_TEST_UNSET"), naming: "SKEIN_TEST_UNSET", "keyEnv")
  }

  @Test func `a byte order mark is no part of a key`() throws {
    try withDirectory { path in
      try write("\u{FEFF}sk-made-up-0123456789\r\n", to: "\(path)/key", mode: 0o600)
      let key = Secret("sk-made-up-0123456789")
      #expect(try KeySource.file(path: "\(path)/key").resolve() == key)
      #expect(try KeySource.command("cat '\(path)/key'").resolve() == key)
    }
  }

  @Test(arguments: [
    ("exit 3", "failed with exit status 3"), ("kill -9 $$", "was ended by signal 9"),
    ("skein-no-such-command", "failed with exit status 127, not found"),
  ])
  func `a command's end is told as a shell tells it`(command: String, words: String) {
    expectNoKey(.command(command), naming: words, "keyCommand")
  }

  @Test(arguments: [
    (KeySource.environment("K"), " man skein.conf lists other ways, and models without keys."),
    (.file(path: "/k"), ""), (.command("c"), ""), (.credential(name: "c"), ""),
  ])
  func `what is said of a missing key ends with what to do, without a look at who asks`(
    source: KeySource, end: String
  ) {
    let advised = source.advising(KeySource.noKey("it is"), for: "p")
    #expect(
      advised.message == "No key: it is. skein key set p stores a key of your own." + end)
    let other = Failure(.network, "Gone.")
    #expect(source.advising(other, for: "p") == other)
  }

  @Test func `a file is read when nobody else may read it`() throws {
    try withDirectory { path in
      try write("sk-file\r\n", to: "\(path)/key", mode: 0o600)
      #expect(try KeySource.file(path: "\(path)/key").resolve() == Secret("sk-file"))
      for mode: mode_t in [0o644, 0o640, 0o604, 0o610] {
        try #require(chmod("\(path)/key", mode) == 0)
        expectNoKey(
          .file(path: "\(path)/key"), naming: "chmod 600", "keyFile", "\(path)/key")
      }
    }
  }

  @Test func `what is no regular file, absent, empty, huge or no key is refused`() throws {
    try withDirectory { path in
      expectNoKey(.file(path: path), naming: "regular")
      expectNoKey(
        .file(path: "\(path)/absent"), naming: "\(path)/absent can't be read: No such file",
        "keyFile")
      try #require(mkfifo("\(path)/fifo", 0o600) == 0)
      expectNoKey(.file(path: "\(path)/fifo"), naming: "regular")
      for text in ["", "two words", "two\nlines", "naïve", String(repeating: "k", count: 20_000)] {
        try write(text, to: "\(path)/key", mode: 0o600)
        expectNoKey(.file(path: "\(path)/key"))
      }
    }
  }

  @Test func `a credential is a file of the directory systemd names`() throws {
    try withDirectory { path in
      try write("sk-cred\n", to: "\(path)/key", mode: 0o440)
      setenv("CREDENTIALS_DIRECTORY", path, 1)
      defer { unsetenv("CREDENTIALS_DIRECTORY") }
      #expect(try KeySource.credential(name: "key").resolve() == Secret("sk-cred"))
      expectNoKey(.credential(name: "../key"), naming: "not a file name")
      expectNoKey(.credential(name: "absent"), naming: "absent")
    }
    expectNoKey(.credential(name: "key"), naming: "CREDENTIALS_DIRECTORY")
  }

  @Test func `a command's first line is the key`() throws {
    let command = "printf ' sk-cmd \\nuser: me\\n'; cat"
    #expect(try KeySource.command(command).resolve() == Secret("sk-cmd"))
    expectNoKey(.command("echo sk-half; exit 3"), naming: "keyCommand")
    expectNoKey(.command("true"), naming: "keyCommand", "empty")
    expectNoKey(.command("exec skein-no-such-command"), naming: "keyCommand")
  }

  @Test func `a command gets no descriptors of ours and no terminal`() throws {
    // Not close-on-exec, and a number that nobody else's has: other tests open theirs meanwhile.
    let file = fcntl(0, F_DUPFD, 700)
    defer { close(file) }
    let listing = try KeyCommand.run("ls /proc/self/fd | tr '\\n' ' '")
    let held = Set(listing.split(separator: " "))
    #expect(held.isSuperset(of: ["0", "1", "2"]) && !held.contains("\(file)"), "\(listing)")
    #expect(try KeyCommand.run("readlink /proc/self/fd/0") == "/dev/null")
  }

  @Test func `a command that does not end is ended, with its children`() throws {
    try withDirectory { path in
      let start = Clock.monotonicNanoseconds()
      try #require(mkfifo("\(path)/fifo", 0o600) == 0)
      let end = open("\(path)/fifo", O_RDONLY | O_NONBLOCK)
      defer { close(end) }
      let command = "exec 9> \(path)/fifo; sleep 30 & wait"
      #expect(throws: Failure.self) { try KeyCommand.run(command, seconds: 1) }
      #expect(Clock.monotonicNanoseconds() - start < 5_000_000_000)
      // It hangs up when the last process that holds the other end is gone.
      var waiting = pollfd(fd: end, events: Int16(POLLIN), revents: 0)
      #expect(poll(&waiting, 1, 5000) == 1)
      #expect(waiting.revents & Int16(POLLHUP) != 0)
    }
  }

  @Test func `commands that run are ended together, and none begins after that`() throws {
    try withDirectory { path in
      try #require(mkfifo("\(path)/fifo", 0o600) == 0)
      let end = open("\(path)/fifo", O_RDONLY | O_NONBLOCK)
      defer { close(end) }
      let running = RunningCommands()
      let command = "exec 9> \(path)/fifo; echo . >&9; sleep 30 & wait"
      let asking = Worker {
        #expect(throws: Failure.self) { try KeyCommand.run(command, among: running) }
      }
      var waiting = pollfd(fd: end, events: Int16(POLLIN), revents: 0)
      try #require(poll(&waiting, 1, 5000) == 1)
      running.endAll()
      asking?.join()
      // It hangs up when the last process that holds the other end is gone.
      var text = [UInt8](repeating: 0, count: 16)
      while read(end, &text, text.count) > 0 {}
      waiting.revents = 0
      #expect(poll(&waiting, 1, 5000) == 1)
      #expect(waiting.revents & Int16(POLLHUP) != 0)
      #expect(throws: Failure.self) { try KeyCommand.run("sleep 30; echo k", among: running) }
    }
  }

  @Test func `a command is asked once, whoever waits, and again when its key was refused`()
    async throws
  {
    let keys = Keys()
    let path = "/tmp/skein-keys-count-\(getpid())"
    defer { unlink(path) }
    let source = KeySource.command("echo x >> \(path); sleep 0.2; echo sk-$(wc -l < \(path))")
    @Sendable func ask() async -> Secret? {
      await withCheckedContinuation { continuation in
        keys.resolve(source) { continuation.resume(returning: try? $0.get()) }
      }
    }
    async let one = ask()
    async let two = ask()
    #expect(await [one, two, ask()] == [Secret("sk-1"), Secret("sk-1"), Secret("sk-1")])
    keys.forget(source)
    #expect(await ask() == Secret("sk-2"))
  }

  @Test func `who only looks does not have a failing command run again and again`() async throws {
    let keys = Keys()
    let path = "/tmp/skein-keys-look-\(getpid())"
    defer { unlink(path) }
    let source = KeySource.command("echo x >> \(path); exit 1")
    @Sendable func look() async -> Bool {
      await withCheckedContinuation { continuation in
        keys.look(at: source) { result in
          if case .success = result {
            continuation.resume(returning: true)
          } else {
            continuation.resume(returning: false)
          }
        }
      }
    }
    for _ in 0..<10 { #expect(await !look()) }
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_size == 2)
  }
}
