/// What one message says, or what a turn is asked: 1 byte to 8 MiB of UTF-8, kept as it came.
package struct Content: RuledBody {
  package static let expectation = "text of 1 byte to 8 MiB"
  package static let byteRange = 1...Limits.contentBytes

  package let text: String

  package init(trusted text: String) {
    self.text = text
  }
}

/// Instructions sent before everything else: 1 byte to 256 KiB of UTF-8, kept as they came.
package struct SystemPrompt: RuledBody {
  package static let expectation = "text of 1 byte to 256 KiB"
  package static let byteRange = 1...Limits.systemPromptBytes

  package let text: String

  package init(trusted text: String) {
    self.text = text
  }
}
