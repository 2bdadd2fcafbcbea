import ArgumentParser
import Client

struct ProxyCommand: SkeinCommand {
  static let declaration = CommandDeclaration(
    "proxy", "Connect standard input and output to the socket.",
    discussion: """
      It passes every byte on, in either framing, until the daemon closes the connection, and the \
      end of the input too. It is for programs that can not check who listens at a socket, and for \
      other machines. It sends nothing of its own: to use SKEIN_TOKEN, the program has to log in \
      with it.
      """,
    examples: ["ssh host skein proxy"])

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
