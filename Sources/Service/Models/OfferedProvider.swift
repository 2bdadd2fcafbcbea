import OpenAI

/// A provider that nobody configured, there for who keeps a key of their own for it.
struct OfferedProvider: Sendable {
  let provider: Provider
  let holders: KeyHolders
}
