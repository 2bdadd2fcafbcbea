import ArgumentParser
import Client
import Testing
import Wire

@testable import skein

struct ReportTests {
  @Test func `each way to fail has its exit code`() {
    let codes: [(ClientError, Int32)] = [
      (.unreachable(""), 69), (.disconnected, 69), (.timedOut, 69), (.malformed(""), 1),
      (.unknownFault(message: "", json: []), 1), (.system(""), 1), (.usage(""), 64),
      (.interrupted, 130), (.outputClosed, 0),
    ]
    for (error, code) in codes { #expect(ExitCode(error).rawValue == code) }
  }

  @Test func `a key that only this shell has is pointed out`() {
    var details = Fault.ProviderDetails(provider: "openai", failureClass: .auth)
    details.code = "noKey"
    let fault = Fault.provider("No key.", details)
    let with = Environment(["OPENAI_API_KEY": "sk"])
    #expect(Hint.after(fault, with)?.contains("skein daemon restart") == true)
    #expect(Hint.after(fault, Environment([:]))?.contains("skein key set openai") == true)
    #expect(Hint.after(.cancelled(), with) == nil)
  }
}
