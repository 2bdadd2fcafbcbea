/// The search index.
enum Schema4 {
  static let sql = search
}
