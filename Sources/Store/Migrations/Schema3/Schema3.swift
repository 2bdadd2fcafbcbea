/// Contexts with their actions and previews.
enum Schema3 {
  static let sql = [contexts, actions, previews].joined(separator: "\n")
}
