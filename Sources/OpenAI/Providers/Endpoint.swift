extension Provider {
  /// Whether its base URL can be understood, and holds no key; nobody is asked.
  package func check() throws(Failure) {
    let endpoint = try Endpoint(self, path: "/models")
    guard !URLParts.holdsSecret(endpoint.url) else {
      throw Failure(
        .badRequest,
        "The baseURL of \(name) holds a user, a password or a key: take it out, and say where the "
          + "key is with keyEnv, keyFile, keyCommand or keyCredential.",
        code: "baseURL")
    }
  }
}

extension Provider {
  /// Whether its base URL leads to one of OpenAI's own hosts, however it is written.
  package var isOpenAI: Bool {
    do throws(Failure) {
      return try Endpoint(self, path: "/models").isOpenAI
    } catch {
      return false
    }
  }
}

/// Where a provider's requests go, worked out from its base URL.
struct Endpoint: Equatable {
  /// The absolute URL of one resource.
  var url: String
  var parts: URLParts
  /// The Unix socket to connect to, whatever `url` says of a host.
  var socketPath: String?

  /// The resource `path` (`/chat/completions`) of `provider`.
  init(_ provider: Provider, path: String) throws(Failure) {
    var base = provider.baseURL
    if base.hasPrefix("unix:") {
      (socketPath, base) = Self.split(unix: base.dropFirst("unix:".count))
    }
    guard let url = URLParts.appending(path, to: base), let parts = URLParts(url) else {
      throw Failure(
        .badRequest,
        "The base URL of \(provider.name) is neither http, https nor unix:/path; correct baseURL.",
        code: "baseURL")
    }
    self.url = url
    self.parts = parts
  }

  /// For people: where to look when nothing answers there.
  var display: String { socketPath.map { "unix:\($0)" } ?? parts.display }

  /// No proxy stands between this machine and itself.
  var isLocal: Bool { socketPath != nil || parts.isLoopback }

  /// OpenAI's own hosts, the regional ones among them.
  var isOpenAI: Bool {
    socketPath == nil && (parts.host == "api.openai.com" || parts.host.hasSuffix(".api.openai.com"))
  }

  /// The same origin at another URL, or nil where `target` would take the key elsewhere.
  func following(_ target: String) -> Endpoint? {
    guard let other = URLParts(target), other.hasOrigin(of: parts) else { return nil }
    var endpoint = self
    endpoint.url = target
    endpoint.parts = other
    return endpoint
  }

  /// `/run/llama.sock:/v1` is a socket and the path on it, `/v1` unless it is given.
  private static func split(unix text: Substring) -> (socketPath: String, base: String) {
    var socket = text
    var path: Substring = "/v1"
    var at = text.utf8.endIndex
    while at > text.utf8.startIndex {
      at = text.utf8.index(before: at)
      if text.utf8[at...].starts(with: ":/".utf8) {
        socket = text[..<at]
        path = text[text.utf8.index(after: at)...]
        break
      }
    }
    return (String(socket), "http://localhost" + path)
  }
}
