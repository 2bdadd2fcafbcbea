import CCurl

extension Failure {
  /// The failure for a transfer that libcurl gave up. `detail` is libcurl's own sentence, which
  /// names hosts and certificates but never a header; `connectStatus` is a proxy's answer to
  /// CONNECT.
  init(
    _ code: CURLcode, detail: String, endpoint: Endpoint, proxy: Proxy? = nil,
    trust: Trust = .system, connectStatus: Int = 0
  ) {
    let reason = Words.line(detail, characters: Limits.quotedCharacters)
    if let proxy, connectStatus >= 300 {
      self.init(proxy, answered: connectStatus, for: endpoint)
      return
    }
    let place = endpoint.display + (proxy.map { " through the proxy \($0.display)" } ?? "")
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST:
      self.init(
        .network, "Cannot find \(place): check the base URL and this machine's DNS.",
        retryable: true)
    case CURLE_COULDNT_RESOLVE_PROXY:
      self.init(.network, "Cannot find \(Self.name(proxy, before: endpoint)).", retryable: true)
    case CURLE_COULDNT_CONNECT:
      self.init(
        .network,
        proxy == nil
          ? "Nothing answers at \(place): is the server running, and is the address right?"
          : "Nothing answers at \(Self.name(proxy, before: endpoint)).", retryable: true)
    case CURLE_OPERATION_TIMEDOUT:
      self.init(
        .timeout,
        "Connecting to \(place) took too long: check the address and the network"
          + "\(proxy.map { ", and \($0.origin)" } ?? "").", retryable: true)
    case CURLE_SSL_CONNECT_ERROR where Self.isBrokenHandshake(detail):
      self.init(
        .network, "The connection to \(place) broke during the TLS handshake: \(reason).",
        retryable: true)
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM,
      CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CRL_BADFILE,
      CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_ENGINE_INITFAILED,
      CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CLIENTCERT,
      CURLE_USE_SSL_FAILED:
      self.init(
        .tls, "No secure connection to \(place): \(reason) – check the address and \(trust.origin)."
      )
    case CURLE_PROXY:
      self.init(
        .network, "Cannot connect through \(Self.name(proxy, before: endpoint)): \(reason).",
        retryable: true)
    case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE, CURLE_HTTP2,
      CURLE_HTTP2_STREAM, CURLE_SSL_SHUTDOWN_FAILED:
      self.init(.network, "The connection to \(place) broke: \(reason).", retryable: true)
    case CURLE_BAD_CONTENT_ENCODING, CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL:
      self.init(.protocol, "The answer from \(place) is not valid HTTP: \(reason).")
    default:
      self.init(.network, "The request to \(place) failed: \(reason) (curl \(code.rawValue)).")
    }
  }

  /// A proxy's answer in place of the server's. Its 5xx are about the connection from it to the
  /// server.
  init(_ proxy: Proxy, answered status: Int, for endpoint: Endpoint) {
    let name = Self.name(proxy, before: endpoint)
    switch status {
    case 407:
      self.init(
        .network, "A login is required by \(name): write it as scheme://user:password@host:port.",
        httpStatus: status, code: "proxyAuthentication")
    case 500...:
      self.init(
        .network, "The server could not be reached through \(name): it answered \(status).",
        httpStatus: status, retryable: true)
    default:
      self.init(
        .network, "The connection to the server was refused by \(name): it answered \(status).",
        httpStatus: status)
    }
  }

  /// The connection ended in the middle of the status line or the headers, which libcurl does not
  /// report as an error.
  static func headless(_ endpoint: Endpoint?) -> Failure {
    Failure(
      .network, "The connection to \(endpoint?.display ?? "") ended before an answer began.",
      retryable: true)
  }

  /// The proxy, where it was configured, and the endpoint that is reached through it.
  private static func name(_ proxy: Proxy?, before endpoint: Endpoint) -> String {
    guard let proxy else { return "the proxy for \(endpoint.display)" }
    return "the proxy \(proxy.display) for \(endpoint.display) (\(proxy.origin))"
  }

  /// Whether a handshake failed because the connection ended. libcurl has one code for that and for
  /// a peer that requires another version or cipher; these are the words of OpenSSL and LibreSSL,
  /// GnuTLS, mbedTLS and the system.
  private static func isBrokenHandshake(_ detail: String) -> Bool {
    let said = detail.lowercased()
    return [
      "ssl_error_syscall", "ssl_error_zero_return", "unexpected eof", "reset by peer",
      "broken pipe", "connection abort", "non-properly terminated", "pull function",
      "push function", "closed the connection",
    ].contains(where: said.contains)
  }
}
