#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The changes to a file, as diff(1) shows them.
package enum FileDifference {
  /// A unified diff, cut after its beginning when it is long; `nil` where diff(1) is not installed.
  package static func text(
    from file: ReplacedFile, to bytes: [UInt8]
  ) throws(ClientError) -> String? {
    var template = Array("\(file.target).skein-XXXXXX".utf8CString)
    let draft = mkstemp(&template)
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard draft >= 0 else { throw .system(LibC.message(path)) }
    defer { unlink(path) }
    let isWritten = LibC.writeAll(draft, bytes)
    let error = errno
    SmallFile.close(draft)
    guard isWritten else { throw .system(LibC.message(path, error)) }
    let labels = ["--label", file.path, "--label", "\(file.path) as answered"]
    guard let outcome = Subprocess.run(["diff", "-u"] + labels + ["--", file.target, path]),
      outcome.status == 0 || outcome.status == 1
    else { return nil }
    return outcome.text.utf8.count < Subprocess.textLimit
      ? outcome.text : outcome.text + "\n… and more"
  }
}
