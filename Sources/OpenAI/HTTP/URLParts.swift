import CCurl

/// The parts of a URL that decide where a request and its key may be sent, read by libcurl's own
/// parser: the origins must be compared with the parser that opens the connection.
struct URLParts: Equatable {
  /// Lower-case.
  var scheme: String
  /// Lower-case; an IPv6 address keeps its brackets.
  var host: String
  /// The scheme's default where the URL has none.
  var port: Int
  var path: String

  /// `nil` unless `text` is an absolute http or https URL with a host.
  init?(_ text: String) {
    guard !text.utf8.contains(0), let handle = curl_url() else { return nil }
    defer { curl_url_cleanup(handle) }
    guard curl_url_set(handle, CURLUPART_URL, text, 0) == CURLUE_OK,
      let scheme = Self.part(CURLUPART_SCHEME, of: handle)?.lowercased(),
      scheme == "http" || scheme == "https",
      let host = Self.part(CURLUPART_HOST, of: handle)?.lowercased(), !host.isEmpty,
      let port = Self.part(CURLUPART_PORT, of: handle, default: true).flatMap({ Int($0) })
    else { return nil }
    self.scheme = scheme
    self.host = host
    self.port = port
    path = Self.part(CURLUPART_PATH, of: handle) ?? "/"
  }

  /// For people: without user, password and query.
  var display: String { "\(scheme)://\(authority)" }

  /// The host, and the port where it is not the scheme's default.
  var authority: String {
    port == (scheme == "https" ? 443 : 80) ? host : "\(host):\(port)"
  }

  func hasOrigin(of other: URLParts) -> Bool {
    scheme == other.scheme && host == other.host && port == other.port
  }

  var isLoopback: Bool {
    host == "localhost" || host.hasSuffix(".localhost") || host == "[::1]"
      || (host.hasPrefix("127.")
        && host.utf8.allSatisfy { $0 == 0x2E || (0x30...0x39).contains($0) })
  }

  /// `text` with `path` appended to its path, its query kept; `nil` when it is not a URL.
  static func appending(_ path: String, to text: String) -> String? {
    guard let parts = URLParts(text), let handle = curl_url() else { return nil }
    defer { curl_url_cleanup(handle) }
    var base = parts.path
    while base.hasSuffix("/") { base.removeLast() }
    guard curl_url_set(handle, CURLUPART_URL, text, 0) == CURLUE_OK,
      curl_url_set(handle, CURLUPART_PATH, base + path, 0) == CURLUE_OK,
      curl_url_set(handle, CURLUPART_FRAGMENT, nil, 0) == CURLUE_OK
    else { return nil }
    return part(CURLUPART_URL, of: handle)
  }

  /// `nil` when it is not a URL.
  static func secretParts(of text: String) -> (hasUser: Bool, path: String, query: String)? {
    guard let handle = curl_url() else { return nil }
    defer { curl_url_cleanup(handle) }
    guard curl_url_set(handle, CURLUPART_URL, text, 0) == CURLUE_OK else { return nil }
    let users = [CURLUPART_USER, CURLUPART_PASSWORD].compactMap { part($0, of: handle) }
    return (
      !users.isEmpty, part(CURLUPART_PATH, of: handle) ?? "",
      part(CURLUPART_QUERY, of: handle) ?? ""
    )
  }

  static func part(
    _ part: CURLUPart, of handle: OpaquePointer, default usesDefault: Bool = false
  ) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    let flags = usesDefault ? UInt32(CURLU_DEFAULT_PORT) : 0
    guard curl_url_get(handle, part, &text, flags) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text)
  }
}
