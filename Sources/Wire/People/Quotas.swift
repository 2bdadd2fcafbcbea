/// How much each user may use models, as `server/info.quotas` shows it; null means no quota.
package struct Quotas: NamedPayload, Equatable {
  package static let typeName = "Quotas"
  package static let fields = [
    "tokensPerDay":
      "The tokens that a user may use in one day of the daemon's time zone, as the providers count them; further turns are refused until the next day. Null for no such quota.",
    "requestsPerMinute":
      "The turns that a user may request within any 60 seconds. Null for no such quota.",
  ]

  package var tokensPerDay: Int?
  package var requestsPerMinute: Int?

  package init(tokensPerDay: Int? = nil, requestsPerMinute: Int? = nil) {
    self.tokensPerDay = tokensPerDay
    self.requestsPerMinute = requestsPerMinute
  }
}
