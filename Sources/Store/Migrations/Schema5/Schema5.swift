/// The search index, and the ledger of what turns used.
enum Schema5 {
  static let sql = [search, usage].joined(separator: "\n")
}
