import Identity
import Wire

/// Starts `skeind` and waits until it answers.
///
/// Of several commands that start at once, one starts the daemon. If two do, that is safe too: the
/// daemons' own locks decide which one stays, and both commands wait for an answer of either.
package struct DaemonStarter {
  package static let patienceMilliseconds = 10_000
  /// How long another daemon that holds the locks may take to leave: its turns have a grace period.
  static let patienceWithOtherMilliseconds = DaemonStopper.patienceMilliseconds
  /// How long a daemon may be without its socket before that is reported.
  static let patienceWithoutSocketMilliseconds = 1_000
  /// How often one command starts a daemon when other daemons keep it from staying.
  static let startLimit = 3
  /// The daemon's exit status when another daemon has the database.
  static let alreadyRunning: Int32 = 11

  private let dialer: Dialer
  /// The path of the daemon's program, when it is given.
  private let program: String?

  package init(_ dialer: Dialer, program: String? = nil) {
    self.dialer = dialer
    self.program = program
  }

  package func start() throws -> Connection {
    let program = try findProgram()
    guard let log = LogFile(dialer.environment), let state = dialer.environment.places.state else {
      throw ClientError.unreachable(
        "\(nobody); to start a daemon, HOME or XDG_STATE_HOME must say where its log goes.")
    }
    try SmallFile.makeDirectory(state)
    let otherDeadline = Deadline.after(milliseconds: Self.patienceWithOtherMilliseconds)
    let turn = try StartTurn(
      of: dialer.socket, in: state, dialer.interrupt, until: otherDeadline)
    if turn.hasWaited, let found = try dialer.answering(until: otherDeadline) { return found }
    do {
      return try start(program, log, until: otherDeadline)
    } catch let error as ClientError {
      if case .unreachable(let why) = error { turn.note(failure: why) }
      throw error
    }
  }

  private func start(
    _ program: String, _ log: LogFile, until otherDeadline: Deadline
  ) throws -> Connection {
    var wasStopped = false
    for _ in 0..<Self.startLimit {
      // While another daemon holds the locks, a new one could not stay.
      if LockHolder(at: dialer.socket, database: dialer.database) != nil {
        try refuseOther()
        if let found = try awaitOther(until: otherDeadline) { return found }
      }
      let file = try log.openToAppend()
      defer { SmallFile.close(file) }
      let begin = log.size
      let process = try DaemonProcess(program, arguments: arguments, log: file)
      switch try outcome(of: process, until: .after(milliseconds: Self.patienceMilliseconds)) {
      case .answered(let connection): return connection
      case .ended(Self.alreadyRunning):
        try refuseOther()
        if let found = try awaitOther(until: otherDeadline) { return found }
      // It ends without an error only when somebody stops it, here before it has answered.
      case .ended(0): wasStopped = true
      case .ended(let status): throw ended(status, log, begin)
      case .silent:
        throw ClientError.unreachable(
          "skeind was started (process \(process.pid)) but has not answered at "
            + "\(dialer.socket.path) within \(Self.patienceMilliseconds / 1000) s; its log is "
            + "\(log.path).")
      }
    }
    guard !wasStopped else {
      throw ClientError.unreachable(
        "skeind was started \(Self.startLimit) times, and stopped before it answered at "
          + "\(dialer.socket.path): somebody stops it (skein daemon stop). Nothing was done.")
    }
    throw ClientError.unreachable(
      "skeind was started \(Self.startLimit) times, and each time another daemon had the "
        + "database or the socket and then did not answer at \(dialer.socket.path); its log is "
        + "\(log.path).")
  }

  /// A daemon that finds the same socket by itself gets no option for it: so it knows which
  /// directories were skipped, and that a changed `socket:` of the configuration is news.
  private var arguments: [String] {
    // To the daemon, a variable that we skipped is an error.
    let isFound = dialer.socket.isFoundByDaemon && dialer.environment["SKEIN_SOCKET"] == nil
    return isFound ? [] : ["--socket", dialer.socket.path]
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
        // Another daemon may have answered by now.
        return try dialer.answering(until: deadline).map { .answered($0) } ?? .ended(status)
      }
      try pause.wait(dialer.interrupt, until: deadline)
    } while !deadline.hasPassed
    return .silent
  }

  /// Waits for another daemon that is starting and will answer, or is stopping: `nil` when it has
  /// left.
  private func awaitOther(until otherDeadline: Deadline) throws -> Connection? {
    let answer = Deadline.after(milliseconds: Connection.answerMilliseconds)
    let begun = Deadline.after(milliseconds: Self.patienceMilliseconds)
    let lost = Deadline.after(milliseconds: Self.patienceWithoutSocketMilliseconds)
    var isTold = false
    while true {
      // A lock that is not held any more, or names no process yet, is checked once more.
      try Pause.wait(milliseconds: 200, dialer.interrupt)
      if let found = try dialer.answering(until: otherDeadline) { return found }
      guard let other = LockHolder(at: dialer.socket, database: dialer.database) else { return nil }
      let deadline: Deadline
      switch other.phase {
      case .stopping: deadline = otherDeadline
      case .starting: deadline = begun
      case .serving: deadline = other.isSocketLost ? lost : answer
      case nil: deadline = other.isSocketLost ? lost : otherDeadline
      }
      guard !deadline.hasPassed else { throw ClientError.unreachable(other.silence) }
      if other.phase == .stopping, !isTold {
        isTold = true
        dialer.whenNoted?("skeind (process \(other.pid)) is stopping; waiting for it")
      }
    }
  }

  private var nobody: String { "Nothing answers at \(dialer.socket.path)" }

  /// Finds `skeind`: beside this program, then on PATH.
  package func findProgram() throws(ClientError) -> String {
    let path = dialer.environment["PATH"]
    let found = Executables.find("skeind", beside: Executables.running(), path: path)
    guard let program = program ?? found else {
      throw .unreachable("\(nobody), and skeind is neither beside skein nor on PATH.")
    }
    return program
  }

  /// Fails where the database's daemon listens at another socket: then the one that `--socket`
  /// names never answers, and neither does any other while that daemon's own is not safe to use.
  private func refuseOther() throws(ClientError) {
    try dialer.expectNobodyByLock()
    guard dialer.socket.isExact, let other = try dialer.listeningByLock() else { return }
    throw .unreachable(
      "\(nobody), and the database is in use by the daemon at \(other.path): leave --socket out, "
        + "or give --socket \(other.path).")
  }

  private func ended(_ status: Int32, _ log: LogFile, _ begin: Int) -> ClientError {
    let said = log.lastLines(10, after: begin)?.text ?? ""
    return .unreachable(
      "skeind \(ProcessEnd(code: status).words)"
        + (said.isEmpty ? "; its log is \(log.path)." : ":\n" + said.trimmingLineEnd()))
  }
}

extension String {
  /// The text without one LF at its end.
  package func trimmingLineEnd() -> String {
    utf8.last == UInt8(ascii: "\n") ? String(dropLast()) : self
  }
}
