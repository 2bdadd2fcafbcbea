#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// fzf(1), in which people choose a line.
package struct Picker {
  private let program: String

  /// `nil` when it is not on PATH.
  package init?(_ environment: Environment) {
    guard let program = Executables.find("fzf", beside: nil, path: environment["PATH"]) else {
      return nil
    }
    self.program = program
  }

  package enum Choice: Equatable {
    case line(String)
    /// No line matches what was typed.
    case none
    /// The person left without choosing.
    case left
  }

  /// Lets the person choose one of `lines`; Ctrl-C goes to fzf meanwhile.
  package func pick(_ lines: [String], arguments: [String]) throws(ClientError) -> Choice {
    var input: [Int32] = [-1, -1]
    var output: [Int32] = [-1, -1]
    guard pipe(&input) == 0 else { throw .system(LibC.message("No pipe can be made")) }
    defer { for file in input where file >= 0 { SmallFile.close(file) } }
    guard pipe(&output) == 0 else { throw .system(LibC.message("No pipe can be made")) }
    defer { for file in output where file >= 0 { SmallFile.close(file) } }
    let before = signal(SIGINT, SIG_IGN)
    defer { signal(SIGINT, before) }
    let pid = try start(arguments, input: input, output: output)
    for file in [input[0], output[1]] { SmallFile.close(file) }
    (input[0], output[1]) = (-1, -1)
    write(lines, to: input[1])
    SmallFile.close(input[1])
    input[1] = -1
    let chosen = read(output[0])
    let end = ProcessEnd(waited: Spawn.wait(for: pid))
    switch end {
    case .exit(0): return .line(chosen.trimmingLineEnd())
    case .exit(1): return .none
    case .exit(130): return .left
    case .exit, .signal: throw .system("\(program) \(end.words); --plain does without it.")
    }
  }

  private func start(
    _ arguments: [String], input: [Int32], output: [Int32]
  ) throws(ClientError) -> pid_t {
    let spawn = Spawn()
    spawn.give(input[0], as: 0)
    spawn.give(output[1], as: 1)
    for file in input + output { spawn.close(file) }
    spawn.restore([SIGINT, SIGPIPE])
    switch spawn.start(program, [program] + arguments) {
    case .success(let pid): return pid
    case .failure(let why):
      throw .system(LibC.message("\(program) can't be started", why.errno))
    }
  }

  /// A write error is ignored: a person who has chosen already ends fzf, which then reads no more.
  private func write(_ lines: [String], to file: Int32) {
    let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        LibC.write(file, UnsafeRawBufferPointer(rebasing: $0[written...]))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      written += count
    }
  }

  private func read(_ file: Int32) -> String {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = chunk.withUnsafeMutableBytes { LibC.read(file, $0) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += chunk[..<count]
    }
  }
}

/// The path of this program, as a shell has to write it.
package enum OwnProgram {
  package static var path: String? { Executables.running() }
}
