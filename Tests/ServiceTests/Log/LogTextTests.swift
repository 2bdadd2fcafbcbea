import Service
import Testing

@Suite struct LogTextTests {
  @Test func `what is not seen is written out, on one line`() {
    #expect(
      LogText.line("a\nb\r\tc\u{1B}[31m\u{9B}\u{202E}d\u{2028}e\u{200B}\u{7F}\u{FEFF}")
        == #"a\nb\r\tc\u{1B}[31m\u{9B}\u{202E}d\u{2028}e\u{200B}\u{7F}\u{FEFF}"#)
  }

  @Test func `other text is untouched`() {
    let text = "Ünï 毛糸 🧶 path=/a b"
    #expect(LogText.line(text) == text)
  }
}
