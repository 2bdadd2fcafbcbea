import Upstream

@testable import OpenAI

extension Upstream {
  /// The configuration of this upstream as a provider.
  func provider(
    key: KeySource = .value(Secret("sk-test")), firstByte: Double = 5, idle: Double = 5,
    word: Double = 600, attempts: Int = 5, api: API = .chat
  ) -> Provider {
    Provider(
      name: "test", baseURL: baseURL, key: key, firstByteTimeoutSeconds: firstByte,
      idleTimeoutSeconds: idle, wordTimeoutSeconds: word, maxAttempts: attempts, api: api)
  }
}
