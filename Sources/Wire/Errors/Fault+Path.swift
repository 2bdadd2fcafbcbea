extension String {
  /// The same text with `words` in place of `path`, for a client that must not learn where a file
  /// is.
  package func hiding(_ path: String, as words: String) -> String {
    guard contains(path) else { return self }
    let told = replacing(path, with: words)
    return told.prefix(1).uppercased() + told.dropFirst()
  }
}

extension Fault {
  /// The same fault for a client that must not learn where on this machine a file is.
  package func hiding(_ path: String, as words: String) -> Fault {
    Fault(message.hiding(path, as: words), data)
  }
}
