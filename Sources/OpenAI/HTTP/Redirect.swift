/// Where an answer redirects a request, and whether the key may be sent there.
enum Redirect {
  /// The endpoint to repeat the request at; `nil` when the answer is not a redirect.
  ///
  /// Only redirects to the same scheme, host and port are followed: no other server may get the
  /// key, and nothing may go from https to http. 301, 302 and 303 would turn a POST into a GET.
  static func target(
    _ url: String?, of head: ResponseHead, from endpoint: Endpoint, isPost: Bool, followed: Int
  ) throws(Failure) -> Endpoint? {
    guard (300..<400).contains(head.status) else { return nil }
    func refused(_ reason: String) -> Failure {
      Failure(
        .badRequest,
        "\(endpoint.display) answered \(head.status): \(reason).", httpStatus: head.status,
        code: "redirect", requestId: head.requestId)
    }
    guard let url, let parts = URLParts(url) else { throw refused("a redirect without an address") }
    let place = "it redirects to \(parts.display)"
    guard let next = endpoint.following(url) else {
      throw refused("\(place), another origin, which must not get the key; correct baseURL")
    }
    guard head.status == 307 || head.status == 308 || (!isPost && head.status <= 302) else {
      throw refused("\(place)\(parts.path) in a way that loses the request; correct baseURL")
    }
    guard followed < Limits.redirects else { throw refused("\(place) again and again") }
    return next
  }
}
