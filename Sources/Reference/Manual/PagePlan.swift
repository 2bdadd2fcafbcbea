/// The plan of one generated page: its methods, and the text before them.
struct PagePlan: Sendable {
  /// The page is `skein-`name`(7)`.
  let name: String
  /// The methods and notifications on the page: whole names, or prefixes that end with a slash.
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
