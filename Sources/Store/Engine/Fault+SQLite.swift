import GRDB
package import Wire

extension Fault {
  /// The end of the cause in each of these messages; the rest is advice.
  private static let nothingWritten = ": nothing was written."

  /// The same error when an answer was received: it stays in memory until it can be written.
  package func keepingAnswer() -> Fault {
    guard kind == .storage, let end = message.firstRange(of: Self.nothingWritten) else {
      return self
    }
    return .storage(
      "\(message[..<end.lowerBound]): the answer is kept in memory, and is written as soon as "
        + "possible. Remove the cause and leave the daemon running; there is no need to ask again.")
  }

  /// The error for a client when the machine, not the call, is at fault; `nil` for every other
  /// error. The primary result codes are explained on sqlite.org/rescode.html.
  init?(_ error: any Error, path: String) {
    if error is DamagedJSON {
      self = .storage(
        "\(path) is damaged: a value in it is not JSON any more. Run db/check, then stop skeind "
          + "and restore a backup.")
      return
    }
    guard let error = error as? DatabaseError,
      let message = Self.storageMessage(error.resultCode, path: path)
    else { return nil }
    self = .storage(message)
  }

  private static func storageMessage(_ code: ResultCode, path: String) -> String? {
    switch code {
    case .SQLITE_FULL:
      "The disk of \(path) is full\(nothingWritten) Free some space and call again."
    case .SQLITE_IOERR:
      "\(path) can't be read or written\(nothingWritten) Look for a full or "
        + "failing disk, a quota, or a limit on the size of files."
    case .SQLITE_READONLY:
      "\(path) is read-only\(nothingWritten) Make it and its directory writable, then restart."
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      "\(path) is damaged\(nothingWritten) Stop skeind and restore a backup."
    case .SQLITE_CANTOPEN:
      "\(path) or a file beside it can't be opened\(nothingWritten) Check its directory."
    case .SQLITE_NOMEM:
      "The machine is out of memory\(nothingWritten) Call again later."
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      "Another program holds \(path)\(nothingWritten) End what else has it open, call again."
    default: nil
    }
  }
}
