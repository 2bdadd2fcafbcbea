extension URLParts {
  /// Whether a URL contains a user or a password, or a parameter or path component that looks like
  /// a key. Other parameters are allowed, such as Azure's `api-version`.
  static func holdsSecret(_ text: String) -> Bool {
    guard let secret = secretParts(of: text) else { return false }
    if secret.hasUser { return true }
    let parameters = secret.query.split(separator: "&").contains { parameter in
      let name = parameter.prefix { $0 != "=" }.lowercased()
      return secretNames.contains(where: name.contains)
        || KeyShape.isKey(String(parameter.drop { $0 != "=" }.dropFirst()))
    }
    return parameters || secret.path.split(separator: "/").contains { KeyShape.isKey(String($0)) }
  }

  /// Parts of the names of parameters that hold secrets.
  private static let secretNames = [
    "key", "token", "secret", "passw", "pwd", "auth", "credential", "sig", "code",
  ]
}
