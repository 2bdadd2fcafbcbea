import CCurl

/// One HTTP request in progress, as one easy handle. For use on the loop's thread.
final class Transfer {
  /// The calls that a task gets from its transfer.
  protocol Delegate: AnyObject {
    /// The connection is established; the request is being sent.
    func transferIsSending()
    func transferHasHead(_ head: ResponseHead)
    /// Returns false to stop the transfer.
    func transferHasBody(_ bytes: UnsafeRawBufferPointer) -> Bool
    func transferHasEnded(_ end: End)
  }

  struct Request {
    var endpoint: Endpoint
    var provider: Provider
    var key: Secret?
    var userAgent: String
    /// A body makes the request a POST.
    var body: [UInt8]?
  }

  struct End {
    /// `nil` when the whole answer was received.
    var failure: Failure?
    /// A proxy's answer in the server's place, where one is known.
    var proxyFailure: Failure?
    /// The target of a 3xx answer, as an absolute URL.
    var redirectURL: String?
  }

  let easy: UnsafeMutableRawPointer
  private unowned let delegate: any Delegate
  private let endpoint: Endpoint
  private let proxy: Proxy?
  private let trust: Trust
  private var headers: UnsafeMutablePointer<curl_slist>?
  private let detail: UnsafeMutablePointer<CChar>
  private var head = ResponseHead()
  private var headBytes = 0

  init(_ request: Request, delegate: any Delegate) throws(Failure) {
    guard let easy = curl_easy_init() else {
      throw Failure(.network, "libcurl has no memory for a request.")
    }
    self.easy = easy
    self.delegate = delegate
    detail = .allocate(capacity: Int(CURL_ERROR_SIZE))
    detail.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    endpoint = request.endpoint
    proxy = Proxy(to: request.endpoint, of: request.provider)
    trust = Trust(of: request.provider)
    if let failure = failure(configure(request)) { throw failure }
  }

  deinit {
    curl_easy_cleanup(easy)
    curl_slist_free_all(headers)
    detail.deallocate()
  }

  /// Calls the delegate, after the handle was removed from the loop.
  func end(_ code: CURLcode) {
    let redirectURL = ccurl_redirect_url(easy).map { String(cString: $0) }
    var end = End(failure: failure(code), redirectURL: redirectURL)
    // Without TLS a proxy answers in the server's place; only a proxy answers 407.
    if let proxy, head.status == 407 {
      end.proxyFailure = Failure(proxy, answered: head.status, for: endpoint)
    }
    delegate.transferHasEnded(end)
  }
}

extension Transfer {
  private func failure(_ code: CURLcode) -> Failure? {
    if code == CURLE_OK { return nil }
    let said = String(cString: detail)
    return Failure(
      code, detail: said.isEmpty ? String(cString: curl_easy_strerror(code)) : said,
      endpoint: endpoint, proxy: proxy, trust: trust, connectStatus: ccurl_connect_status(easy))
  }

  private func configure(_ request: Request) -> CURLcode {
    let provider = request.provider
    // NaN and values below a millisecond become one millisecond: 0 would mean libcurl's default.
    let seconds = provider.connectTimeoutSeconds
    let milliseconds = seconds > 0.001 ? min(seconds, 1e6) * 1000 : 1
    var fields = ["Accept: text/event-stream, application/json"]
    if request.body != nil {
      // Without the empty Expect, a long body waits a second for a server that never answers it.
      fields += ["Content-Type: application/json", "Expect:"]
    }
    if let key = request.key { fields.append("Authorization: Bearer \(key.exposed)") }
    for field in fields { headers = curl_slist_append(headers, field) ?? headers }

    // libcurl would wait for a writer of a pipe, and all other transfers with it.
    if let file = trust.file, isNoFile(file) { return CURLE_SSL_CACERT_BADFILE }
    var strings: [(CURLoption, String?)] = [
      (CURLOPT_URL, request.endpoint.url),
      (CURLOPT_PROTOCOLS_STR, "http,https"),
      (CURLOPT_USERAGENT, request.userAgent),
      (CURLOPT_ACCEPT_ENCODING, ""),
      (CURLOPT_UNIX_SOCKET_PATH, request.endpoint.socketPath),
      (CURLOPT_CAINFO, trust.file), (CURLOPT_CAPATH, trust.directory),
    ]
    // An empty proxy means none, and an empty exception, too, whatever the environment says.
    strings += [(CURLOPT_PROXY, proxy?.url ?? ""), (CURLOPT_NOPROXY, "")]
    let numbers: [(CURLoption, Int)] = [
      (CURLOPT_NOSIGNAL, 1), (CURLOPT_TCP_NODELAY, 1), (CURLOPT_TCP_KEEPALIVE, 1),
      (CURLOPT_FOLLOWLOCATION, 0), (CURLOPT_SUPPRESS_CONNECT_HEADERS, 1),
      (CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS)),
      (CURLOPT_CONNECTTIMEOUT_MS, Int(milliseconds)),
    ]
    for (option, text) in strings {
      guard let text else { continue }
      let code = ccurl_set_string(easy, option, text)
      if code != CURLE_OK { return code }
    }
    for (option, number) in numbers {
      let code = ccurl_set_long(easy, option, number)
      if code != CURLE_OK { return code }
    }
    if let body = request.body {
      let code = body.withUnsafeBytes { ccurl_set_body(easy, $0.baseAddress, $0.count) }
      if code != CURLE_OK { return code }
    }
    for code in [
      ccurl_set_headers(easy, headers), ccurl_set_error_buffer(easy, detail),
      ccurl_set_quick_exit(easy), listen(),
    ] where code != CURLE_OK { return code }
    return CURLE_OK
  }

  private func listen() -> CURLcode {
    let header: ccurl_receive = { bytes, size, count, context in
      Transfer.of(context).receiveHead(UnsafeRawBufferPointer(start: bytes, count: size * count))
    }
    let body: ccurl_receive = { bytes, size, count, context in
      let bytes = UnsafeRawBufferPointer(start: bytes, count: size * count)
      return Transfer.of(context).delegate.transferHasBody(bytes) ? bytes.count : 0
    }
    let ready: ccurl_ready = { context, _, _, _, _ in
      Transfer.of(context).delegate.transferIsSending()
      return CURL_PREREQFUNC_OK
    }
    // The loop keeps this object alive as long as the handle is in it.
    let context = Unmanaged.passUnretained(self).toOpaque()
    return ccurl_set_callbacks(easy, header, body, ready, context)
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> Transfer {
    // libcurl passes back the pointer that `listen` gave it.
    Unmanaged<Transfer>.fromOpaque(context!).takeUnretainedValue()
  }

  private func receiveHead(_ line: UnsafeRawBufferPointer) -> Int {
    headBytes += line.count
    if headBytes > Limits.headBytes { return 0 }
    if head.read(line) { delegate.transferHasHead(head) }
    return line.count
  }
}
