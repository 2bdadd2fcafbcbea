import OwnThread
import Testing
import Upstream
import Wire

/// OpenAI beside providers that are configured, and keys that the daemon lacks.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct BuiltInProviderTests {
  @Test func `who keeps a key has openai beside what is configured, and nobody else`() throws {
    let openAI = try Upstream { connection, request in
      try connection.send(request.isListing ? HTTP.models : HTTP.stream("From openai."))
    }
    let daemon = try LiveDaemon(
      Setup(
        upstream: try Upstream.saying("From scripted."),
        variables: ["OPENAI_BASE_URL": openAI.baseURL]))
    let none = try skein(daemon, "-m", "openai/m", "hi", exit: 1).errors
    #expect(none.contains("skein key set openai"), "\(none)")
    #expect(openAI.requests.isEmpty)
    #expect(try !skein(daemon, "model", "list").output.contains("openai/"))
    let kept = try skein(daemon, "key", "set", "openai", input: "sk-made-up\n").errors
    #expect(kept.contains("skein -m openai/NAME asks a model of it."), "\(kept)")
    #expect(try skein(daemon, "-m", "openai/m", "hi").output == "From openai.\n")
    #expect(openAI.requests.last?.headers["authorization"] == "Bearer sk-made-up")
    #expect(try skein(daemon, "model", "list").output.contains("openai/"))
    // The default is what it was.
    #expect(try skein(daemon, "hi").output == "From scripted.\n")
    try daemon.terminate()
    try daemon.restart()
    #expect(try skein(daemon, "-m", "openai/m", "hi").output == "From openai.\n")
    _ = try skein(daemon, "key", "remove", "-f", "openai")
    #expect(try skein(daemon, "-m", "openai/m", "hi", exit: 1).errors.contains("key set openai"))
    #expect(try !skein(daemon, "model", "list").output.contains("openai/"))
  }

  @Test func `a key that is set here, and not in the daemon, is told of`() throws {
    let daemon = try LiveDaemon(
      Setup(upstream: try Upstream.saying("Paid for."), provider: ["keyEnv: MY_KEY"]))
    let hint = "MY_KEY is set here, but the daemon was started without it: skein daemon restart"
    #expect(try skein(daemon, "hi", variables: ["MY_KEY": "k"], exit: 1).errors.contains(hint))
    let other = try skein(daemon, "hi", variables: ["OPENAI_API_KEY": "k", "MY_KEY": ""], exit: 1)
    #expect(!other.errors.contains("is set here"), "\(other.errors)")
    let builtIn = try skein(
      daemon, "-m", "openai/gpt-5-mini", "hi", variables: ["OPENAI_API_KEY": "k"], exit: 1
    ).errors
    #expect(builtIn.contains("OPENAI_API_KEY is set here"), "\(builtIn)")
    #expect(builtIn.contains("skein key set openai"), "\(builtIn)")
  }

  @Test func `a key that is set here alone is told of where a model or a list lacks its provider`()
    throws
  {
    let daemon = try LiveDaemon(
      Setup(
        upstream: try Upstream { connection, request in
          try connection.send(request.isListing ? HTTP.models : HTTP.stream("It."))
        }))
    let hint =
      "OPENAI_API_KEY is set here, but the daemon was started without it: skein daemon restart "
      + "passes it on."
    let key = ["OPENAI_API_KEY": "k"]
    let shell = Shell(daemon: daemon)
    _ = try skein(daemon, "hi")
    for command in [["ask", "-m", "gpt-4o-mini", "hi"], ["thread", "set", "-m", "gpt-4o-mini"]] {
      let told = try shell.skein(command, variables: key, exit: 1).errors
      #expect(told.contains("No provider lists a model “gpt-4o-mini”"), "\(told)")
      #expect(told.contains(hint), "\(command): \(told)")
      #expect(try !shell.skein(command, exit: 1).errors.contains("is set here"))
    }
    let listed = try skein(daemon, "model", "list", variables: key)
    #expect(!listed.output.contains("openai/"))
    #expect(listed.errors.contains(hint), "\(listed.errors)")
    #expect(try skein(daemon, "model", "list").errors.isEmpty)
  }

  @Test func `a provider that does not answer is told of only where it helps`() throws {
    let daemon = try LiveDaemon(
      Setup(
        upstream: try Upstream { connection, request in
          try connection.send(request.isListing ? HTTP.models : HTTP.stream("It."))
        }, peer: (name: "gone", baseURL: "http://127.0.0.1:9/v1")))
    let unlike = try skein(daemon, "-m", "zzzzzzzz", "hi", exit: 1).errors
    #expect(
      unlike.contains(
        "gone did not answer with a list of models, so it is not known whether it has it; to ask "
          + "anyway, name it as gone/zzzzzzzz."), "\(unlike)")
    let builtIn = try skein(daemon, "-m", "openai/gpt-5-mini", "hi", exit: 1).errors
    #expect(!builtIn.contains("gone"), "\(builtIn)")
  }
}
