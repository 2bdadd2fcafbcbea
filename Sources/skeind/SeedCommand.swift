import ArgumentParser
import Service
import Transport

/// `skeind seed`: fills a database with invented data, or removes it again.
struct SeedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "seed",
    abstract: "Fill a database with invented data, or remove it again.",
    discussion: """
      The same numbers and the same --random-seed write the same rows, ids and times. A database \
      that already holds data is not changed without --force. No skeind may be running on the \
      database. See skeind(8).
      """)

  @Option(help: "The number of users, including the daemon's own.") var users = 3
  @Option(help: "The number of threads of all users together.") var threads = 30
  @Option(help: "The number of messages in all threads together.") var messages = 300
  @Option(help: "The number of tasks of all users together.") var tasks = 60
  @Option(help: "The number of contexts of all users together, each with one more thread.")
  var contexts = 6
  @Option(help: "The seed of the random numbers that determine the data.") var randomSeed: UInt64 =
    1
  @Option(help: ArgumentHelp("Spread the data over the year before this time.", valueName: "time"))
  var until: String?
  @Flag(help: "Write even if the database already holds data.") var force = false
  @Flag(help: "Remove only the data that seed has written.") var clean = false
  @OptionGroup var flags: Flags

  private var request: Seeding.Request {
    Seeding.Request(
      users: users, threads: threads, messages: messages, tasks: tasks, contexts: contexts,
      randomSeed: randomSeed, until: until)
  }

  func validate() throws {
    if let complaint = request.complaint { throw ValidationError(complaint) }
  }

  func run() throws {
    let settings: Settings
    do throws(SettingsError) {
      (settings, _) = try Configuration.read(flags)
    } catch {
      ExitReason.configuration.leave("\(error)")
    }
    Hardening.apply()
    let clock = ContinuousClock()
    let start = clock.now
    let rows = work(settings)
    let seconds = (clock.now - start) / .seconds(1)
    for (table, count) in rows where count > 0 { print("\(table)\t\(count)") }
    let total = rows.reduce(0) { $0 + $1.count }
    let tenths = Int((seconds * 10).rounded())
    print(
      "\(total) rows \(clean ? "removed" : "written") in \(tenths / 10).\(tenths % 10) s, "
        + "\(Int(Double(total) / max(seconds, 0.001))) a second")
  }

  /// Does the work while holding both locks, as a daemon does.
  private func work(_ settings: Settings) -> Seeding.Report {
    do throws(ListenFailure) {
      let reservation = try SocketReservation(settings.socket)
      defer { reservation.release() }
      do throws(StartFailure) {
        return clean
          ? try Seeding.clean(settings) : try Seeding.write(request, to: settings, force: force)
      } catch {
        ExitReason(error.reason).leave(error.message)
      }
    } catch {
      if case .alreadyRunning = error { ExitReason.alreadyRunning.leave("\(error)") }
      ExitReason.machine.leave("\(error)")
    }
  }
}
