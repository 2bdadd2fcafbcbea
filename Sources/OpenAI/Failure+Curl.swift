import CCurl

extension Failure {
  /// What a transfer that libcurl gave up means. `detail` is libcurl's own sentence, which names
  /// hosts and certificates but never a header.
  init(_ code: CURLcode, detail: String, endpoint: Endpoint) {
    let place = endpoint.display
    let reason = Words.line(detail, characters: Limits.quotedCharacters)
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST:
      self.init(
        .network, "Cannot find \(place): check the base URL and this machine's DNS.",
        retryable: true)
    case CURLE_COULDNT_RESOLVE_PROXY:
      self.init(
        .network, "Cannot find the proxy for \(place): check the provider's proxy setting.",
        retryable: true)
    case CURLE_COULDNT_CONNECT:
      self.init(
        .network, "Nothing answers at \(place): is the server running, the address right?",
        retryable: true)
    case CURLE_OPERATION_TIMEDOUT:
      self.init(
        .timeout, "Connecting to \(place) took too long: check the address and the network.",
        retryable: true)
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM,
      CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CRL_BADFILE,
      CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_ENGINE_INITFAILED,
      CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CLIENTCERT,
      CURLE_USE_SSL_FAILED:
      self.init(
        .tls, "No secure connection to \(place): \(reason) – check the address and caFile.")
    case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE, CURLE_HTTP2,
      CURLE_HTTP2_STREAM, CURLE_SSL_SHUTDOWN_FAILED, CURLE_PROXY:
      self.init(.network, "The connection to \(place) broke: \(reason).", retryable: true)
    case CURLE_BAD_CONTENT_ENCODING, CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL:
      self.init(.protocol, "What answers at \(place) is not sound HTTP: \(reason).")
    default:
      self.init(.network, "The request to \(place) failed: \(reason) (curl \(code.rawValue)).")
    }
  }

  /// The connection ended in the middle of the status line or the headers, which libcurl does not
  /// call an error.
  static func headless(_ endpoint: Endpoint?) -> Failure {
    Failure(
      .network, "The connection to \(endpoint?.display ?? "") ended before an answer began.",
      retryable: true)
  }
}
