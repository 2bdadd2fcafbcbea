import JSON
import OwnThread
import Testing
import Upstream
import Wire

/// What a question is asked with beside its words: shown, and kept where it is asked anew.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct SettingsCommandTests: DaemonSuite {
  private let upstream: Upstream
  let daemon: LiveDaemon

  init() throws {
    upstream = try Upstream { connection, request in
      let input = try request.input
      try connection.send(
        input == "fail"
          ? HTTP.error("400 Bad Request", message: "No.") : HTTP.stream("answer to \(input)"))
    }
    daemon = try LiveDaemon(upstream)
  }

  /// The model, the system prompt and the temperature of the last request.
  private func asked() throws -> [String] {
    let body = try #require(upstream.requests.last?.body)
    let root = try Document(Array(body.utf8)).root
    let first = root["messages"]?[0]
    return [
      root["model"]?.string ?? "",
      first?["role"]?.string == "system" ? first?["content"]?.string ?? "" : "",
      root["temperature"].map { String(decoding: $0.token, as: UTF8.self) } ?? "",
    ]
  }

  @Test(arguments: ["one", "fail"])
  func `edit asks as the question was asked, but for what it says otherwise`(question: String)
    throws
  {
    func ask() throws {
      _ = try skein(
        "ask", "-m", "scripted/other", "-s", "Be brief.", "-o", "temperature=0.25", question,
        exit: question == "fail" ? 1 : 0)
    }
    try ask()
    _ = try skein("edit", "two")
    #expect(try asked() == ["other", "Be brief.", "0.25"])
    _ = try skein("edit", variables: ["EDITOR": "sed -i s/two/three/"])
    #expect(try asked() == ["other", "Be brief.", "0.25"])
    _ = try skein(
      "edit", "-m", "scripted/third", "-s", "Be long.", "-o", "temperature=0.75", "four")
    #expect(try asked() == ["third", "Be long.", "0.75"])
    _ = try skein("retry")
    #expect(try asked() == ["third", "Be long.", "0.75"])
  }

  @Test func `edit in a chat asks as the question was asked`() throws {
    _ = try skein("ask", "-m", "scripted/other", "-o", "temperature=0.25", "one")
    let chat = try skein(
      "chat", "-t", "1", input: "/edit\n", variables: ["EDITOR": "sed -i s/one/two/"])
    #expect(chat.output.contains("answer to two"), "\(chat.errors)")
    #expect(try asked() == ["other", "", "0.25"])
  }

  @Test func `a thread's settings are printed where it is shown, and by set alone`() throws {
    _ = try skein("ask", "one")
    #expect(try skein("thread", "set").output == "thread\t1\ntitle\tone\n")
    _ = try skein(
      "thread", "set", "-m", "scripted/other", "-s", "Be brief.", "--context-policy", "dropOldest",
      "-o", "temperature=0.3", "-o", "top_k=40", "--stop", "END", "--stop", "STOP")
    #expect(
      try skein("thread", "set", "one").output == """
        thread\t1
        title\tone
        model\tscripted/other
        system\tBe brief.
        context-policy\tdropOldest
        option\ttemperature=0.3
        option\tstop=END
        option\tstop=STOP
        option\ttop_k=40

        """)
    #expect(
      try skein("thread", "show").output.contains(
        "\n── context policy dropOldest · temperature=0.3 · stop=END · stop=STOP · top_k=40\n"))
    #expect(try skein("thread", "set", "--json").output.contains(#""temperature":0.3"#))
    _ = try skein("ask", "-c", "-o", "temperature=0.5", "two")
    #expect(try skein("turn", "show").output.contains("\n── temperature=0.5\n"))
  }

  @Test func `a rewriting is in no list until it is a chat`() throws {
    _ = try daemon.connect().call(
      TurnRun.self, TurnRequest(input: Content(trusted: "one"), purpose: .edit))
    #expect(try skein("ls").output.isEmpty)
    #expect(try skein("ask", "-C", "two", exit: 64).errors.contains("There are no threads yet"))
    #expect(try rows("ls", "--edits").map { [$0[0], $0[3], $0[4]] } == [["1", "edit", "one"]])
    #expect(try skein("thread", "set", "1").output == "thread\t1\ntitle\tone\npurpose\tedit\n")
    #expect(try skein("thread", "show", "1").output.contains("\n── purpose edit\n"))
    #expect(try skein("search", "answer").output.contains("one"))
    _ = try skein("thread", "set", "1", "--purpose", "chat")
    #expect(try rows("ls").map { $0[0] } == ["1"])
    _ = try skein("thread", "set", "1", "--purpose", "edit")
    #expect(try skein("ls").output.isEmpty)
    #expect(
      try skein("thread", "set", "1", "--purpose", "poem", exit: 64).errors
        == "skein: --purpose: expected chat or edit.\n")
  }

  @Test func `an imported answer shows the model that gave it`() throws {
    let conversation = """
      [{"uuid":"c","name":"Wool","model":"claude-3-opus","chat_messages":[
      {"uuid":"q","sender":"human","text":"Look.","files":[{"file_name":"pic.png"}]},
      {"uuid":"a","sender":"assistant","text":"Warm."}]}]
      """
    let file = daemon.home.path + "/conversations.json"
    try daemon.home.write(conversation, to: file)
    _ = try skein("import", "claude", file)
    let shown = try skein("thread", "show", "1").output
    #expect(shown.contains("Look.\n\n[pic.png]\n"), "\(shown)")
    #expect(shown.contains(" · claude-3-opus\nWarm.\n"), "\(shown)")
    let text = try skein("thread", "export", "--markdown", "1").output
    #expect(text.contains(", claude-3-opus\n\nWarm.\n"), "\(text)")
  }
}
