import CCurl

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The proxy of a request, and where it was configured.
///
/// It is chosen here by the rules of curl(1), and libcurl gets the result: so a failure can name
/// the proxy.
struct Proxy: Equatable {
  /// For libcurl only: it may contain a password.
  let url: String
  /// `the setting proxy` or `the variable https_proxy`.
  let origin: String

  fileprivate init(url: String, origin: String) {
    self.url = url
    self.origin = origin
  }

  /// `nil` for loopback and Unix sockets. The provider's own setting takes precedence over the
  /// environment, which `variable` reads.
  init?(
    to endpoint: Endpoint, of provider: Provider,
    variable: (String) -> String? = Proxy.environment
  ) {
    if endpoint.isLocal { return nil }
    if let own = provider.proxy {
      guard !own.isEmpty else { return nil }
      (url, origin) = (own, "the setting proxy of \(provider.name)")
      return
    }
    let exempt = variable("no_proxy") ?? variable("NO_PROXY") ?? ""
    if ProxyExemptions(exempt).hold(endpoint.parts.host) { return nil }
    // Not HTTP_PROXY: in a CGI program a client's header can set it.
    let names =
      [endpoint.parts.scheme + "_proxy"]
      + (endpoint.parts.scheme == "https" ? ["HTTPS_PROXY"] : []) + ["all_proxy", "ALL_PROXY"]
    // The first variable that is set decides, also when its value is empty.
    guard let name = names.first(where: { variable($0) != nil }), let value = variable(name),
      !value.isEmpty
    else { return nil }
    (url, origin) = (value, "the variable \(name)")
  }

  /// Its host and port, without user and password; nothing when the URL cannot be read.
  var display: String {
    guard let handle = curl_url() else { return "?" }
    defer { curl_url_cleanup(handle) }
    let flags = UInt32(CURLU_NON_SUPPORT_SCHEME | CURLU_GUESS_SCHEME)
    // Without a scheme, libcurl would take a name that begins with ftp. for one.
    let text = url.contains("://") ? url : "http://" + url
    guard curl_url_set(handle, CURLUPART_URL, text, flags) == CURLUE_OK,
      let host = URLParts.part(CURLUPART_HOST, of: handle)
    else { return "?" }
    let scheme = URLParts.part(CURLUPART_SCHEME, of: handle)?.lowercased()
    let port = URLParts.part(CURLUPART_PORT, of: handle) ?? (scheme == "https" ? "443" : "1080")
    return Words.line("\(host):\(port)", characters: Limits.quotedCharacters)
  }

  private static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}

extension Provider {
  /// The host and port of the proxy in its settings, without user and password; empty when the
  /// setting says to use none, `nil` when the environment decides.
  package var proxyPlace: String? {
    proxy.map { $0.isEmpty ? $0 : Proxy(url: $0, origin: "").display }
  }
}
