import OpenAI

/// A provider that is not configured; users who keep a key of their own for it can use it.
struct OfferedProvider: Sendable {
  let provider: Provider
  let holders: KeyHolders
}
