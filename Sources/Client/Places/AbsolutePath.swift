/// A path as the daemon needs it: the daemon runs in another working directory.
package func absolutePath(_ path: String) throws(ClientError) -> String {
  if path.utf8.first == UInt8(ascii: "/") { return path }
  guard let directory = WorkingDirectory.path else {
    throw .usage("The working directory was removed: give \(path) as an absolute path.")
  }
  return directory == "/" ? "/\(path)" : "\(directory)/\(path)"
}
