import Foundation
import Testing

/// A terminal that a test types on and reads.
final class PseudoTerminal: Sendable {
  let path: String
  private let controller: Int32
  /// Held open, so that the terminal exists after the program has ended.
  private let line: Int32
  private let transcript: Transcript

  /// TIOCGPTN and TIOCSPTLCK, whose macros Swift does not import.
  private static let getNumber: UInt = 0x8004_5430
  private static let setLock: UInt = 0x4004_5431

  init(columns: UInt16 = 80, rows: UInt16 = 24) throws {
    controller = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (number, locked): (Int32, Int32) = (0, 0)
    try #require(
      controller >= 0 && ioctl(controller, Self.getNumber, &number) == 0
        && ioctl(controller, Self.setLock, &locked) == 0)
    path = "/dev/pts/\(number)"
    line = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    try #require(line >= 0)
    transcript = Transcript(of: dup(controller))
    resize(columns: columns, rows: rows)
  }

  deinit {
    close(line)
    close(controller)
  }

  /// Changes the size, as if somebody resized the window.
  func resize(columns: UInt16, rows: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
  }

  func type(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = bytes.withUnsafeBytes { write(controller, $0.baseAddress, $0.count) }
  }

  /// Everything that was written to it, without escape sequences.
  var text: String { Self.plain(transcript.text) }
  var raw: String { transcript.text }

  /// Whether `text` appears as many times as `times` says.
  func shows(_ text: String, times: Int = 1) -> Bool {
    transcript.waits { Self.plain($0).components(separatedBy: text).count > times }
  }

  /// Whether the output ends with `text`, escape sequences included.
  func ends(with text: String) -> Bool {
    transcript.waits { $0.hasSuffix(text) }
  }

  /// The terminal's settings for typed text.
  var flags: [tcflag_t] {
    var modes = termios()
    tcgetattr(line, &modes)
    return [modes.c_iflag, modes.c_oflag, modes.c_lflag]
  }

  private static func plain(_ text: String) -> String {
    text.replacing(/\u{1B}\[[0-9;?]*[A-Za-z]/, with: "").replacing("\r\n", with: "\n")
  }
}
