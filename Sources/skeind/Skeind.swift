import ArgumentParser
import Logging
import Service

/// `skeind`: one local home for everything a person does with language models.
@main
struct Skeind: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "skeind",
    abstract: "Keep conversations and ask models, for every client of this machine's user.",
    discussion: """
      Settings come from flags, then from SKEIN_* variables, then from the configuration file, then \
      from the standard values. See skeind(8) and skein.conf(5).
      """,
    version: Daemon.version,
    subcommands: [SeedCommand.self])

  @OptionGroup var flags: Flags

  @Flag(help: "Print every setting with where it comes from, and exit.")
  var showConfig = false

  @Flag(help: "Say what is wrong with the configuration, if anything is, and exit.")
  var checkConfig = false

  static func main() async {
    AddressSpace.demand()
    await main(nil)
  }

  func run() async throws {
    let given: SettingsFlags
    let (settings, tree): (Settings, SettingsTree)
    do throws(SettingsError) {
      given = try Configuration.given(flags)
      (settings, tree) = try Configuration.read(given)
    } catch {
      ExitReason.configuration.leave("\(error)")
    }
    if checkConfig {
      for doubt in settings.doubts { print(doubt) }
      return
    }
    if showConfig {
      print(settings.listing(tree))
      return
    }
    Hardening.apply()
    let budget = LineBudget()
    let log = Log.start(level: settings.logLevel, path: settings.logPath, budget: budget)
    for place in settings.passedOver { log.warning("\(place)") }
    for doubt in settings.doubts { log.warning("\(doubt)") }
    await Lifetime(
      settings: settings, given: given, log: log, budget: budget, supervisor: .claim()
    ).run()
    StandardError.drain()
  }
}

/// What the command line can say.
struct Flags: ParsableArguments {
  @Option(help: ArgumentHelp("Listen on this Unix socket.", valueName: "path"))
  var socket: String?

  @Option(help: ArgumentHelp("Keep everything in this database.", valueName: "path"))
  var database: String?

  @Option(help: ArgumentHelp("Read this configuration file.", valueName: "path"))
  var config: String?

  @Option(
    help: ArgumentHelp("Log error, warning, info, debug or trace.", valueName: "level"))
  var logLevel: String?
}
