/// A path as the daemon must be told it: it stands in another directory than we do.
package func absolutePath(_ path: String) throws(ClientError) -> String {
  if path.utf8.first == UInt8(ascii: "/") { return path }
  guard let directory = WorkingDirectory.path else {
    throw .usage("The working directory is gone: give \(path) from the root.")
  }
  return directory == "/" ? "/\(path)" : "\(directory)/\(path)"
}
