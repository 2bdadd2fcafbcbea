import ArgumentParser
import Client

struct ProxyCommand: SkeinCommand {
  static let configuration = CommandConfiguration(
    commandName: "proxy",
    abstract: "Pass standard input to the daemon's socket, and what comes from there back.",
    discussion: """
      Byte for byte, in either framing, until the daemon closes the connection; it is told of the \
      input's end. For programs that cannot look at who listens at a socket, or are on another \
      machine: ssh host skein proxy. Nothing is sent of its own accord, so SKEIN_TOKEN is theirs to \
      log in with.
      """)

  @OptionGroup var global: GlobalOptions

  func execute(_ session: Session) throws {
    var proxy = Proxy(try session.dialer.connectInSilence())
    do throws(ClientError) {
      try proxy.run()
    } catch .disconnected {
      throw ClientError.unreachable(
        "The daemon closed the connection; skein daemon logs may say why.")
    }
  }
}
