package import Wire

/// The quotas of each user, as in the configuration; those that are left out are unlimited.
package struct QuotaSettings: Payload {
  package static let fields = [
    "tokensPerDay": "Tokens that a user may use in one day of the daemon's time zone.",
    "requestsPerMinute": "Turns that a user may request within any 60 seconds.",
  ]

  package var tokensPerDay: PositiveCount?
  package var requestsPerMinute: PositiveCount?

  var quotas: Quotas {
    Quotas(
      tokensPerDay: tokensPerDay?.number, requestsPerMinute: requestsPerMinute?.number)
  }
}
