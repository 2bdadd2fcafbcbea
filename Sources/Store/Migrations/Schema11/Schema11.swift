/// Numbers as short names, and versions of threads.
enum Schema11 {
  static let sql = [numbers, versions].joined(separator: "\n")
}
