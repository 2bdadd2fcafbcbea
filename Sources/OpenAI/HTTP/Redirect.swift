/// Where an answer sends a request, and whether the key may go there.
enum Redirect {
  /// The endpoint to repeat the request at; nil when the answer is no redirect.
  ///
  /// Only the same scheme, host and port are followed: nothing else may see the key, and from https
  /// to http nothing may go. 301, 302 and 303 would turn a POST into a GET.
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
    guard let url, let parts = URLParts(url) else { throw refused("a redirect to nowhere") }
    let place = "it redirects to \(parts.display)"
    guard let next = endpoint.following(url) else {
      throw refused("\(place), another origin, where the key does not go; correct baseURL")
    }
    guard head.status == 307 || head.status == 308 || (!isPost && head.status <= 302) else {
      throw refused("\(place)\(parts.path) in a way that loses the request; correct baseURL")
    }
    guard followed < Limits.redirects else { throw refused("\(place) again and again") }
    return next
  }
}
