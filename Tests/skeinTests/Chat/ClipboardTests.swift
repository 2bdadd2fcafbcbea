import Testing

@testable import Commands

struct ClipboardTests {
  @Test(arguments: [("", ""), ("a", "YQ=="), ("ab", "YWI="), ("abc", "YWJj"), ("毛", "5q+b")])
  func `the clipboard gets base64`(_ text: String, _ expected: String) {
    #expect(Clipboard.base64(Array(text.utf8)) == expected)
  }
}
