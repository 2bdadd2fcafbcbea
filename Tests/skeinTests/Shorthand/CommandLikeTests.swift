import Client
import Testing

@testable import Commands

/// What reads like a command is not asked in silence, and what reads like a question is asked.
struct CommandLikeTests {
  private let shorthand = Shorthand(Skein.self)

  private func complaint(_ line: String) -> String? {
    do throws(ClientError) {
      _ = try shorthand.expanded(line.split(separator: " ").map(String.init), hasInput: false)
      return nil
    } catch {
      return error.text
    }
  }

  @Test(
    arguments: [
      // Names of commands below others.
      ("logs", "skein daemon logs"), ("logs -f", "skein daemon logs"),
      ("logs --lines 50", "skein daemon logs"), ("start", "skein daemon start"),
      ("stop", "skein daemon stop"), ("restart", "skein daemon restart"),
      ("reload", "skein daemon reload"), ("status --json", "skein daemon status"),
      ("install", "skein daemon install"), ("pick", "skein thread pick"),
      ("show 1", "skein thread show"), ("fork 12", "skein thread fork"),
      ("rename 12", "skein thread rename"), ("use 3", "skein thread use"),
      ("set temperature=0.3", "skein thread set"), ("done 4", "skein task done"),
      ("purge", "skein db purge"), ("purge 30d", "skein db purge"), ("check", "skein db check"),
      ("backup x.db", "skein db backup"), ("backup ~/b", "skein db backup"),
      ("restore b.db", "skein db restore"), ("restore ~/b", "skein db restore"),
      ("restore 2 44", "skein thread restore"), ("Stop", "skein daemon stop"),
      ("cancel 01995f1a-77aa", "skein turn cancel"),
      // Those of other programs.
      ("config", "skein daemon status"), ("history", "skein thread list"),
      ("rm", "skein thread rm"), ("rm 5", "skein thread rm"), ("rm Shopping", "skein thread rm"),
      ("delete -f 7", "skein thread rm"), ("ls pelican", "skein thread list"),
      ("redo", "skein retry"), ("save notes.md", "skein export"), ("new 5", "skein chat"),
      ("version", "skein --version"), ("find #3", "skein search"),
      ("alias", "skein model list"), ("aliases set fast toy/toy", "skein model list"),
      ("conversations", "skein thread list"), ("add milk", "skein task add"),
      ("rename 25 wool", "skein thread rename"), ("install llm-x", "skein daemon install"),
      ("set model toy", "skein model default"), ("use model toy", "skein model default"),
      ("exec -m big", "skein ask"), ("login openai", "skein key set"),
      ("keys get openai", "skein key"), ("keys add openai", "skein key"),
      ("models show gpt", "skein model"), ("logs on", "skein daemon logs"),
      ("config set model x", "skein daemon status"), ("providers", "skein model list"),
      ("provider list", "skein model list"), ("set-key openai", "skein key set"),
      ("keys openai", "skein key"), ("models fake", "skein model"), ("run llama3", "skein ask"),
      // The verb before the noun.
      ("list models", "skein model list"), ("show task 3", "skein task show"),
      ("delete context 2", "skein context rm"), ("stop daemon", "skein daemon stop"),
      ("new task", "skein task add"), ("remove key", "skein key remove"),
      // What is nearly a command.
      ("serach foo", "skein search"), ("serach", "skein search"),
      ("thred about yarn", "skein thread"),
      ("aks hello", "skein ask"), ("sak what a lock is", "skein ask"),
      ("exprot all of it", "skein export"), ("lsit", "skein thread list"),
      ("bakcup x.db", "skein db backup"), ("threads 5", "skein thread"),
    ])
  func `what reads like a command is refused with what was meant`(_ line: String, _ meant: String) {
    let word = line.prefix { $0 != " " }
    let text = complaint(line)
    #expect(
      text?.hasPrefix("“\(word)” is no command; did you mean \(meant)?") == true, "\(text ?? "")")
    #expect(text?.contains("As a question it is asked by skein ask \(word)") == true)
  }

  @Test(
    arguments: [
      "quit", "exit", "pull llama3.gguf", "reset", "sync --all", "upgrade", "schemas",
      "fragments list",
    ])
  func `a command that nothing here does is refused too`(_ line: String) {
    #expect(complaint(line)?.contains("skein --help lists the commands.") == true)
  }

  @Test(
    arguments: [
      "check my grammar", "show me how", "what is a lock", "lost cities of Asia",
      "list ten rivers of Asia", "start a story about a fox", "stop words in search engines",
      "delete my last sentence", "backup strategies for home servers", "restore faith in humanity",
      "set theory in a nutshell", "new words in English", "use cases of graphs",
      "history of the Ottoman empire", "config files in Go", "logs and how to read them",
      "run faster in ten weeks", "threat models of a mail server", "three ways to cook eggs",
      "expert advice on knitting", "demon slayer, the plot", "contest rules for a raffle",
      "content marketing ideas", "starch in bread", "completion of the square",
      "auction houses in Vienna", "seasons of Vivaldi", "tread lightly in Latin",
      "temple of Artemis", "threads in Swift", "reset a Fritzbox", "list 10 primes",
      "show 3 examples of irony", "check README.md for typos", "create a haiku", "hello", "test",
      "ping", "Why?", "status?", "write haiku", "list fruits", "save time",
      "remove stains from wool", "aliases in DNS", "rename 25 files in bash", "set theory",
      "add the missing commas", "install a kernel by hand", "use a model of a ship",
      "what", "who is that", "models of the atom",
      "-x list it", "-c continue", "-f notes.txt check", "-T review check",
    ])
  func `what reads like a question is asked`(_ line: String) {
    #expect(complaint(line) == nil)
  }

  @Test(arguments: [("-m big logs", "logs"), ("-t 5 rm", "rm"), ("-c delete 7", "delete")])
  func `a command of skein's is no question behind its options`(_ line: String, _ word: String) {
    #expect(complaint(line)?.hasPrefix("“\(word)” is no command; did you mean skein ") == true)
  }

  @Test func `one word in quotation marks with a blank is a question, whatever it begins with`() {
    #expect(throws: Never.self) { try shorthand.expanded(["rm the stain"], hasInput: false) }
    #expect(throws: Never.self) { try shorthand.expanded(["show", "my last"], hasInput: false) }
  }

  @Test func `edit before the name of a command takes no question back`() {
    #expect(
      complaint("edit template foo")?.contains("did you mean skein template edit foo?") == true)
    #expect(complaint("edit task 3")?.contains("skein task edit 3") == true)
    #expect(complaint("edit thread safety of the queue, please") == nil)
    #expect(throws: Never.self) {
      try shorthand.expanded(["edit", "template engines in C"], hasInput: false)
    }
  }

  @Test(arguments: ["what does tar -x do", "ask what does wc -c count"])
  func `a flag between the words of a question is neither obeyed nor left out in silence`(
    _ line: String
  ) {
    #expect(complaint(line)?.contains("stands between the words of the question") == true)
  }

  @Test(arguments: [
    "ask -x write a loop", "ask write a loop -x", "ask -c and then what", "ask why -m big -c",
    "ask tell me -m big -c more",
  ])
  func `a flag before or behind the question is one`(_ line: String) {
    #expect(complaint(line) == nil)
  }

  @Test func `beside what is piped in, a single word is what is to be done with it`() throws {
    for word in ["review", "what", "commit", "list", "chart"] {
      #expect(try shorthand.expanded([word], hasInput: true) == ["ask", word])
    }
    #expect(throws: ClientError.self) { try shorthand.expanded(["restore"], hasInput: true) }
    #expect(throws: ClientError.self) { try shorthand.expanded(["list"], hasInput: false) }
  }
}
