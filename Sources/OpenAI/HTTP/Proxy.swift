import CCurl

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The proxy that a request goes through, and who has said so.
///
/// It is worked out here, by the rules of curl(1), and libcurl is told the outcome: so a failure can
/// name what stands in the way.
struct Proxy: Equatable {
  /// For libcurl alone: it may hold a password.
  let url: String
  /// `the setting proxy` or `the variable https_proxy`.
  let origin: String

  /// None for loopback and Unix sockets. The provider's own setting counts whatever the environment
  /// says; `variable` reads that.
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
    // The first that is set counts, also when it is set to nothing.
    guard let name = names.first(where: { variable($0) != nil }), let value = variable(name),
      !value.isEmpty
    else { return nil }
    (url, origin) = (value, "the variable \(name)")
  }

  /// Its host and port, without user and password; nothing of what can't be read.
  var display: String {
    guard let handle = curl_url() else { return "?" }
    defer { curl_url_cleanup(handle) }
    let flags = UInt32(CURLU_NON_SUPPORT_SCHEME | CURLU_GUESS_SCHEME)
    // Without a scheme a name that begins with ftp. would be guessed to be one.
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
