import Client
import Wire

/// A text under its rule, or how to write it.
func checked<Text: RuledText>(_ text: String?, _: Text.Type, _ name: String) throws -> Text? {
  guard let text else { return nil }
  guard let ruled = Text(text) else {
    throw ClientError.usage("\(name): expected \(Text.expectation).")
  }
  return ruled
}
