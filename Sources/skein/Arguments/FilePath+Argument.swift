import Client
import Wire

extension FilePath {
  /// The daemon stands in another directory than the shell.
  init(argument: String) throws {
    guard argument != StandardInput.mark else {
      throw ClientError.usage("The daemon reads and writes files: name one, - is none here.")
    }
    guard let path = FilePath(try absolutePath(argument)) else {
      throw ClientError.usage("A path has at most \(Self.lengthLimit) bytes.")
    }
    self = path
  }
}
