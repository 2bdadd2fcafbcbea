package import Wire

/// What each user may ask of models, as a configuration says it; what is left out has no bound.
package struct QuotaSettings: Payload {
  package static let fields = [
    "tokensPerDay": "Tokens that a user may use in one day of the daemon's time zone.",
    "requestsPerMinute": "Turns that a user may ask for within any 60 seconds.",
  ]

  package var tokensPerDay: PositiveCount?
  package var requestsPerMinute: PositiveCount?

  var quotas: Quotas {
    Quotas(
      tokensPerDay: tokensPerDay?.number, requestsPerMinute: requestsPerMinute?.number)
  }
}
