import ArgumentParser
import Client

/// The table of exit codes; skein(1) explains it.
extension ExitCode {
  static let daemonSaidNo = ExitCode(1)
  /// The answer ends before its end: what came is printed all the same.
  static let answerCut = ExitCode(3)
  static let usage = ExitCode(64)
  static let unreachable = ExitCode(69)
  static let interrupted = ExitCode(130)

  /// Whether it means that no daemon can be reached.
  static func isOutOfReach(_ error: any Error) -> Bool {
    (error as? ClientError).map { ExitCode($0) == .unreachable } ?? false
  }

  init(_ error: ClientError) {
    switch error {
    case .unreachable, .untrusted, .foreign, .disconnected, .timedOut: self = .unreachable
    case .malformed, .unknownFault, .system: self = .daemonSaidNo
    case .usage: self = .usage
    case .interrupted: self = .interrupted
    // `skein ask … | head -2` has done what was asked, also under pipefail.
    case .outputClosed: self = .success
    }
  }
}
