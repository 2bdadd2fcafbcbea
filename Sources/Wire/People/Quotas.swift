/// What each user may ask of models, as `server/info.quotas` shows it; null is no quota.
package struct Quotas: NamedPayload, Equatable {
  package static let typeName = "Quotas"
  package static let fields = [
    "tokensPerDay":
      "Tokens of a user in one day of the daemon's time zone, as the providers count; then turns are refused until the next day. Null without such a bound.",
    "requestsPerMinute":
      "Turns that a user may ask for within any 60 seconds. Null without such a bound.",
  ]

  package var tokensPerDay: Int?
  package var requestsPerMinute: Int?

  package init(tokensPerDay: Int? = nil, requestsPerMinute: Int? = nil) {
    self.tokensPerDay = tokensPerDay
    self.requestsPerMinute = requestsPerMinute
  }
}
