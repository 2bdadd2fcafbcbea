/// The text of a message, or the input of a turn: 1 byte to 8 MiB of UTF-8, stored unchanged.
package struct Content: RuledBody {
  package static let expectation = "text of 1 byte to 8 MiB"
  package static let byteRange = 1...Limits.contentBytes

  package let text: String

  package init(trusted text: String) {
    self.text = text
  }
}

/// A system prompt: 1 byte to 256 KiB of UTF-8, stored unchanged.
package struct SystemPrompt: RuledBody {
  package static let expectation = "text of 1 byte to 256 KiB"
  package static let byteRange = 1...Limits.systemPromptBytes

  package let text: String

  package init(trusted text: String) {
    self.text = text
  }
}
