import ArgumentParser
import Logging
import Service

/// `skeind`, the daemon that stores conversations and asks models.
@main
struct Skeind: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "skeind",
    abstract: "Store conversations and ask models, for every client on this machine.",
    discussion: """
      A setting is taken from the options, or else from a SKEIN_* variable, or else from the \
      configuration file, or else from its default. See skeind(8) and skein.conf(5).
      """,
    version: Daemon.version,
    subcommands: [SeedCommand.self])

  @OptionGroup var flags: Flags

  @Flag(help: "Print every setting with its origin, and exit.")
  var showConfig = false

  @Flag(help: "Check the configuration, report the first mistake, and exit.")
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
      for warning in settings.warnings { print(warning) }
      return
    }
    if showConfig {
      do {
        print(try settings.listing(tree))
      } catch {
        ExitReason.machine.leave("the settings cannot be shown: \(error)")
      }
      return
    }
    Hardening.apply()
    let budget = LineBudget()
    let log = Log.start(level: settings.logLevel, path: settings.logPath, budget: budget)
    for place in settings.passedOver { log.warning("\(place)") }
    for warning in settings.warnings { log.warning("\(warning)") }
    await Lifetime(
      settings: settings, given: given, log: log, budget: budget, supervisor: .claim()
    ).run()
    StandardError.drain()
  }
}

/// The options for settings.
struct Flags: ParsableArguments {
  @Option(help: ArgumentHelp("Listen on this Unix socket.", valueName: "path"))
  var socket: String?

  @Option(help: ArgumentHelp("Store everything in this database.", valueName: "path"))
  var database: String?

  @Option(help: ArgumentHelp("Read this configuration file.", valueName: "path"))
  var config: String?

  @Option(
    help: ArgumentHelp(
      "The level of the log: error, warning, info, debug or trace.", valueName: "level"))
  var logLevel: String?
}
