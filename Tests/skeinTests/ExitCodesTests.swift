import ArgumentParser
import Client
import Testing

@testable import Commands

struct ExitCodesTests {
  @Test func `each way to fail has its exit code`() {
    let codes: [(ClientError, Int32)] = [
      (.unreachable(""), 69), (.foreign(""), 69), (.disconnected, 69), (.timedOut, 69),
      (.malformed(""), 1),
      (.unknownFault(message: "", json: []), 1), (.system(""), 1), (.usage(""), 64),
      (.interrupted, 130), (.outputClosed, 0),
    ]
    for (error, code) in codes { #expect(ExitCode(error).rawValue == code) }
  }
}
