/// One generated page: which methods are on it, and what is said before them.
struct PagePlan: Sendable {
  /// The page is `skein-`name`(7)`.
  let name: String
  /// Whole names, or what methods and notifications begin with, up to the slash.
  let claims: [String]
  let summary: String
  let description: [String]

  func claims(_ method: String) -> Bool {
    claims.contains { $0.hasSuffix("/") ? method.hasPrefix($0) : method == $0 }
  }

  static let all = [
    server, user, session, account, model, thread, message, turn, task, context, action, preview,
    usage, event, history, database,
  ]
}
