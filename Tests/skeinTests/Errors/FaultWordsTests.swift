import Client
import Testing
import Wire

@testable import Commands

/// Errors of the daemon, as people at a shell read them.
struct FaultWordsTests {
  @Test(arguments: [
    ("throughSequence", "--through: expected it."), ("options.stop[0]", "--stop: expected it."),
    ("systemPrompt", "--system: expected it."), ("newerMember", "newerMember: expected it."),
  ])
  func `a member is called by its option`(_ path: String, _ words: String) {
    #expect(FaultWords.text(of: .invalidParams(path: path, expected: "it")) == words)
  }

  @Test(arguments: [
    ("--model: expected a name.", "/model: expected a name."),
    (
      "You have no thread with the number 7: skein thread list shows them.",
      "You have no thread with the number 7: /thread lists the last of them."
    ),
    (
      "What was said is kept: skein turn show 7; skein retry asks again.",
      "What was said is kept: skein turn show 7; /retry asks again."
    ),
    (
      "The thread as it was is version 3: skein thread show 3",
      "The thread as it was is version 3: /thread 3"
    ),
    (
      "Raise --max-tokens, or lower --reasoning-effort.",
      "Begin a chat with a higher --max-tokens, or a lower --reasoning-effort."
    ),
  ])
  func `in a chat what can be typed there is named`(_ said: String, _ words: String) {
    #expect(ChatWords.words(of: said) == words)
  }

  @Test func `what a program calls again a person tries again`() {
    #expect(
      FaultWords.text(of: .shuttingDown())
        == "The daemon is stopping; try again when it is back.")
  }

  @Test func `methods are called by their commands`() {
    for (said, words) in [
      (
        "That token is unknown, expired or revoked: session/create makes a new one.",
        "That token is unknown, expired or revoked: skein session create makes a new one."
      ),
      ("only with it: use context/delete.", "only with it: use skein context rm."),
      (
        "That question has messages in its thread: thread/revert removes them.",
        "That question has messages in its thread: skein undo removes them."
      ),
      (
        "Set the thread's contextPolicy to dropOldest, begin a new thread, or ask another.",
        "Leave its oldest messages out with skein thread set --context-policy dropOldest, begin a "
          + "new thread, or ask another."
      ),
      (
        "Raise maxTokens, or lower reasoningEffort.",
        "Raise --max-tokens, or lower --reasoning-effort."
      ),
      (
        "This thread is larger than one answer may be: read it with message/list, page by page.",
        "This thread is larger than one answer may be: skein thread show prints it."
      ),
      (
        "That is the model of the thread: thread/update of 36 gives it another.",
        "That is the model of the thread: skein thread set -m NAME 36 gives it another."
      ),
      ("Ask openai/gpt-5 again.", "Ask openai/gpt-5 again."),
    ] {
      #expect(FaultWords.text(of: .conflict(said, field: "x")) == words)
    }
  }

  @Test func `a file is told of by its name, as any shell tells of it`() {
    let none = Fault.invalidParams(path: "path", expected: "a file that exists (/no: why)")
    #expect(
      PathWords.ofSource("/no/such", none) == "/no/such: No such file or directory")
    #expect(PathWords.ofNewFile("/no/such/file", none) == "/no/such/: No such file or directory")
    let taken = Fault.invalidParams(path: "path", expected: "a path where nothing is yet")
    #expect(PathWords.ofNewFile("/etc/passwd", taken)?.hasPrefix("/etc/passwd exists") == true)
    let odd = Fault.invalidParams(path: "path", expected: "an SQLite database: it is not one")
    #expect(
      PathWords.ofSource("/etc/passwd", odd)
        == "/etc/passwd: expected an SQLite database: it is not one.")
    let foreign = Fault.invalidParams(
      path: "path",
      expected: "ChatGPT's conversations: /etc/passwd has none; it looks like Claude's export, "
        + "which is imported as claude")
    #expect(
      PathWords.ofSource("/etc/passwd", foreign)
        == "/etc/passwd: expected ChatGPT's conversations, and this has none; it looks like "
        + "Claude's export, which skein import claude reads.")
    // A file of a directory that was named is told of by its name.
    let inside = Fault.invalidParams(path: "path", expected: "yarn: /etc/passwd has none")
    #expect(PathWords.ofSource("/etc", inside) == "/etc: expected yarn: /etc/passwd has none.")
    #expect(PathWords.ofSource("/no", .cancelled()) == nil)
  }

  @Test func `a member that an object can't have is told with those that it can`() {
    #expect {
      try TypedJSON.object(#"{"repo":"x"}"#, as: NewContextConfig.self, "--config")
    } throws: {
      $0 as? ClientError
        == .usage(
          "--config: repo is not allowed; the object may have customizations, features, template, "
            + "tooling.")
    }
  }

  @Test func `one is one, and more are more`() {
    #expect(counted(1, "thread") == "1 thread")
    #expect([counted(0, "thread"), counted(2, "thread")] == ["0 threads", "2 threads"])
  }
}
