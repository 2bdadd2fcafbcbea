extension Provider {
  /// Checks that the base URL can be read and contains no key; sends nothing.
  package func check() throws(Failure) {
    let endpoint = try Endpoint(self, path: "/models")
    guard !URLParts.holdsSecret(endpoint.url) else {
      throw Failure(
        .badRequest,
        "The baseURL of \(name) contains a user, a password or a key: remove it, and configure the "
          + "key with keyEnv, keyFile, keyCommand or keyCredential.",
        code: "baseURL")
    }
  }
}

extension Provider {
  /// The resource that the base URL already ends in, such as `/chat/completions`, though each
  /// request appends its own; `nil` if it ends in none.
  package var resourceInBaseURL: String? {
    let own = "/models"
    let path: Substring
    do throws(Failure) {
      path = try Endpoint(self, path: own).parts.path.dropLast(own.count)
    } catch {
      return nil
    }
    return ["/chat/completions", "/completions", "/models", "/responses"].first {
      path.lowercased().hasSuffix($0)
    }
  }

  /// Whether the base URL leads to one of OpenAI's own hosts, however it is written.
  package var isOpenAI: Bool {
    do throws(Failure) {
      return try Endpoint(self, path: "/models").isOpenAI
    } catch {
      return false
    }
  }
}

/// The target of a provider's requests, derived from its base URL.
struct Endpoint: Equatable {
  /// The absolute URL of one resource.
  var url: String
  var parts: URLParts
  /// The Unix socket to connect to, whatever host `url` has.
  var socketPath: String?

  /// The resource `path` (such as `/chat/completions`) of `provider`.
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

  /// For people: the address to check when nothing answers there.
  var display: String { socketPath.map { "unix:\($0)" } ?? parts.display }

  /// Whether it is on this machine: then no proxy is used.
  var isLocal: Bool { socketPath != nil || parts.isLoopback }

  /// OpenAI's own hosts, including the regional ones.
  var isOpenAI: Bool {
    socketPath == nil && (parts.host == "api.openai.com" || parts.host.hasSuffix(".api.openai.com"))
  }

  /// The same origin with another URL; `nil` where `target` has another origin.
  func following(_ target: String) -> Endpoint? {
    guard let other = URLParts(target), other.hasOrigin(of: parts) else { return nil }
    var endpoint = self
    endpoint.url = target
    endpoint.parts = other
    return endpoint
  }

  /// `/run/llama.sock:/v1` is a socket and the path on it, `/v1` by default.
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
