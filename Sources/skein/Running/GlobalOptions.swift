import ArgumentParser

/// What every command takes.
struct GlobalOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The daemon's socket.", valueName: "path"))
  var socket: String?

  @Flag(help: "Print the result as one line of JSON.")
  var json = false

  @Flag(name: .customLong("no-start"), help: "Do not start a daemon if none runs.")
  var noStart = false
}
