/// Starts `skeind` and waits until it answers.
///
/// Two that start at once are safe: the daemon's own locks decide which one stays, and both wait
/// for an answer, whoever gives it.
package struct DaemonStarter {
  package static let patienceMilliseconds = 10_000
  /// How long another daemon that has the database may take to leave: its turns have their grace.
  static let patienceWithOtherMilliseconds = DaemonStopper.patienceMilliseconds
  /// The daemon's exit status when another one has the database.
  static let alreadyRunning: Int32 = 11

  private let dialer: Dialer
  /// The daemon's program, when it is not the one that is found.
  private let program: String?

  package init(_ dialer: Dialer, program: String? = nil) {
    self.dialer = dialer
    self.program = program
  }

  package func start() throws -> Connection {
    let program = try findProgram()
    guard let log = LogFile(dialer.environment) else {
      throw ClientError.unreachable(
        "\(nobody); to start a daemon, HOME or XDG_STATE_HOME must say where its log goes.")
    }
    let otherDeadline = Deadline.after(milliseconds: Self.patienceWithOtherMilliseconds)
    while true {
      let deadline = Deadline.after(milliseconds: Self.patienceMilliseconds)
      let file = try log.openToAppend()
      defer { SmallFile.close(file) }
      let begin = log.size
      let process = try DaemonProcess(
        program, arguments: ["--socket", dialer.socket.path], log: file)
      switch try outcome(of: process, until: deadline) {
      case .answered(let connection): return connection
      case .ended(Self.alreadyRunning) where !otherDeadline.hasPassed:
        // Another one is starting and will answer, or is stopping and will make room.
        try refuseOther()
        try Pause.wait(milliseconds: 200, dialer.interrupt)
      case .ended(let status): throw ended(status, log, begin)
      case .silent:
        throw ClientError.unreachable(
          "skeind was started (process \(process.pid)) but has not answered at "
            + "\(dialer.socket.path) within \(Self.patienceMilliseconds / 1000) s; its log is "
            + "\(log.path).")
      }
    }
  }

  private enum Outcome {
    case answered(Connection)
    case ended(Int32)
    case silent
  }

  private func outcome(of process: DaemonProcess, until deadline: Deadline) throws -> Outcome {
    var pause = Backoff()
    repeat {
      if let connection = try dialer.answering(until: deadline) { return .answered(connection) }
      if let status = process.ended() {
        // Another may have answered just now.
        return try dialer.answering(until: deadline).map { .answered($0) } ?? .ended(status)
      }
      try pause.wait(dialer.interrupt, until: deadline)
    } while !deadline.hasPassed
    return .silent
  }

  private var nobody: String { "Nothing answers at \(dialer.socket.path)" }

  /// Where `skeind` is: beside this program, then on PATH.
  package func findProgram() throws(ClientError) -> String {
    let path = dialer.environment["PATH"]
    let found = Executables.find("skeind", beside: Executables.running(), path: path)
    guard let program = program ?? found else {
      throw .unreachable("\(nobody), and skeind is neither beside skein nor on PATH.")
    }
    return program
  }

  /// A socket that `--socket` names stays silent while the database's daemon listens elsewhere; so
  /// does every one while that listens where it is not spoken to.
  private func refuseOther() throws(ClientError) {
    try dialer.expectNobodyByLock()
    guard dialer.socket.isExact, let other = try dialer.listeningByLock() else { return }
    throw .unreachable(
      "\(nobody), and the database is in use by the daemon at \(other.path): leave --socket out, "
        + "or give --socket \(other.path).")
  }

  private func ended(_ status: Int32, _ log: LogFile, _ begin: Int) -> ClientError {
    let said = log.lastLines(10, after: begin)?.text ?? ""
    let ending =
      status > 128 ? "was ended by signal \(status - 128)" : "ended with exit status \(status)"
    return .unreachable(
      "skeind \(ending)"
        + (said.isEmpty ? "; its log is \(log.path)." : ":\n" + said.trimmingLineEnd()))
  }
}

extension String {
  /// Without one LF at the end.
  package func trimmingLineEnd() -> String {
    utf8.last == UInt8(ascii: "\n") ? String(dropLast()) : self
  }
}
