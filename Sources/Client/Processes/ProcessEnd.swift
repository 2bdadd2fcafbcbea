/// How a program ended.
package enum ProcessEnd: Equatable {
  case exit(Int32)
  case signal(Int32)

  /// From the status that waitpid(2) returns.
  init(waited status: Int32) {
    let signal = status & 0x7F
    self = signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal)
  }

  /// From an exit status as shells count it.
  init(code: Int32) {
    self = code > 128 ? .signal(code - 128) : .exit(code)
  }

  /// The exit status as shells count it: 128 plus the signal's number when a signal ended it.
  var code: Int32 {
    switch self {
    case .exit(let status): status
    case .signal(let number): 128 + number
    }
  }

  /// The words that follow the program's name in a sentence. A shell that could not start the
  /// program ends with 126 or 127.
  package var words: String {
    switch self {
    case .exit(126): "ended with exit status 126: it cannot be run"
    case .exit(127): "ended with exit status 127: there is no such command"
    case .exit(let status): "ended with exit status \(status)"
    case .signal(let number): "was ended by signal \(number)"
    }
  }

  /// Whether the shell could not start the program.
  var isNoStart: Bool { self == .exit(126) || self == .exit(127) }
}
