import ArgumentParser

/// What every command takes.
struct GlobalOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The daemon's socket.", valueName: "path"))
  var socket: String?

  @Flag(help: "Print the method's result as one line of JSON.")
  var json = false

  @Flag(name: .customLong("no-start"), help: "Do not start a daemon when none answers.")
  var noStart = false
}
