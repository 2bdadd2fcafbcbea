/// How a program has ended.
package enum ProcessEnd: Equatable {
  case exit(Int32)
  case signal(Int32)

  /// Of the status that waitpid(2) gives.
  init(waited status: Int32) {
    let signal = status & 0x7F
    self = signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal)
  }

  /// Of a number as shells have it.
  init(code: Int32) {
    self = code > 128 ? .signal(code - 128) : .exit(code)
  }

  /// As shells count: 128 and the signal's number when one ended it.
  var code: Int32 {
    switch self {
    case .exit(let status): status
    case .signal(let number): 128 + number
    }
  }

  /// What comes after its name in a sentence. The shell that was to start it ends with 126 or 127
  /// where it could not.
  package var words: String {
    switch self {
    case .exit(126): "ended with exit status 126: it cannot be run"
    case .exit(127): "ended with exit status 127: there is no such command"
    case .exit(let status): "ended with exit status \(status)"
    case .signal(let number): "was ended by signal \(number)"
    }
  }

  /// Whether the shell that was to start it could not.
  var isNoStart: Bool { self == .exit(126) || self == .exit(127) }
}
