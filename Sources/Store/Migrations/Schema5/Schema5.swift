/// The search index, and the ledger of usage.
enum Schema5 {
  static let sql = [search, usage].joined(separator: "\n")
}
