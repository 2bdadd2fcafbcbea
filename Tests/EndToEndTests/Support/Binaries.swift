import Foundation

/// The programs that were built together with the tests.
enum Binaries {
  static var daemon: String { directory + "/skeind" }
  static var command: String { directory + "/skein" }

  /// Where SwiftPM puts its products: beside the bundle that contains the tests. On Linux the
  /// bundle is the running program, elsewhere it is an argument.
  private static let directory: String = {
    let arguments = CommandLine.arguments
    let named = arguments.firstIndex(of: "--test-bundle-path")
      .flatMap { arguments.dropFirst($0 + 1).first }
    let running = URL(filePath: named ?? arguments[0]).standardizedFileURL
    var bundle = running
    while bundle.pathExtension != "xctest", bundle.path != "/" { bundle.deleteLastPathComponent() }
    return (bundle.path == "/" ? running : bundle).deletingLastPathComponent().path
  }()
}
