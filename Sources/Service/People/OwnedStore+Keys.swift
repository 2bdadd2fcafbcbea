import OpenAI
import Store
import Wire

extension OwnedStore {
  /// A failure as this owner may hear it: where a provider's key is on this machine is for operators.
  /// One that is about the key says whether there is one at all.
  func told(_ failure: Failure, of provider: Provider) -> Failure {
    if provider.key == .none {
      var told = failure
      told.message = failure.message.replacing(
        "Check the provider's key.",
        with: "No key is set for \(provider.name): skein key set \(provider.name) stores one.")
      return told
    }
    guard !isOperator, failure.code == "noKey" else { return failure }
    var told = failure
    if let path = provider.key.path { told.message = told.message.hiding(path, as: "the key file") }
    return told
  }

  /// The provider with the user's own key, if there is one.
  func credited(_ provider: Provider) throws(Failure) -> Provider {
    let key: ProviderKey
    do {
      key = try providerKey(provider.name)
    } catch {
      throw Failure(.auth, "Your own key for \(provider.name) can't be read: call again.")
    }
    switch key {
    case .none: return provider
    case .secret(let secret):
      var credited = provider
      credited.key = .value(Secret(secret.text))
      return credited
    case .unreadable:
      throw Failure(
        .auth,
        "Your own key for \(provider.name) can't be decrypted, because the daemon's key file is not "
          + "the one that it was encrypted with: set it again with skein key set \(provider.name).",
        code: "noKey")
    }
  }
}
