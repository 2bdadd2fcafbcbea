import Testing

@testable import Commands

struct OutputOrOptionTests {
  @Test(arguments: [
    ("top_k=40", OutputOrOption.option(name: "top_k", value: "40")),
    ("stop=", .option(name: "stop", value: "")), ("a=b=c", .option(name: "a", value: "b=c")),
    ("main.py", .file("main.py")), ("./a=b", .file("./a=b")), ("=x", .file("=x")),
    ("1=x", .file("1=x")), ("ä=x", .file("ä=x")), ("-", .file("-")),
  ])
  func `NAME=VALUE is an option of the model, all else a file`(
    _ text: String, _ value: OutputOrOption
  ) {
    #expect(OutputOrOption(argument: text) == value)
  }

  @Test func `nothing is neither`() { #expect(OutputOrOption(argument: "") == nil) }
}
