import Client
import Testing
import Wire

@testable import Commands

/// What is said of a key that the command's environment has and the daemon lacks.
@Suite struct HintTests {
  private let environment = Environment(["OPENAI_API_KEY": "k", "EMPTY_KEY": ""])

  private func hint(after fault: Fault, missing: [String]) -> String? {
    Hint.aboutKey(after: fault, environment, missing: missing, isSystemds: false)
  }

  private func noKey(_ variable: String?) -> Fault {
    var details = Fault.ProviderDetails(provider: "openai", failureClass: .auth)
    (details.code, details.param) = ("noKey", variable)
    return .provider("No key.", details)
  }

  @Test func `a model that was not found is told with the key that its provider lacks`() {
    let unknown = Fault.invalidParams(
      "No provider lists a model “gpt-4o-mini”.", path: "model", expected: "a model")
    #expect(
      hint(after: unknown, missing: ["A_KEY", "EMPTY_KEY", "OPENAI_API_KEY"])
        == "OPENAI_API_KEY is set here, but the daemon was started without it: skein daemon "
        + "restart passes it on.")
    #expect(hint(after: unknown, missing: ["A_KEY", "EMPTY_KEY"]) == nil)
    #expect(hint(after: unknown, missing: []) == nil)
    let other = Fault.invalidParams(path: "title", expected: "a string")
    #expect(hint(after: other, missing: ["OPENAI_API_KEY"]) == nil)
    #expect(hint(after: .notFound(.thread), missing: ["OPENAI_API_KEY"]) == nil)
  }

  @Test func `of a missing key only its own variable is told`() {
    #expect(hint(after: noKey("OPENAI_API_KEY"), missing: [])?.contains("is set here") == true)
    #expect(hint(after: noKey("A_KEY"), missing: ["OPENAI_API_KEY"]) == nil)
    #expect(hint(after: noKey(nil), missing: ["OPENAI_API_KEY"]) == nil)
  }

  @Test func `a daemon that systemd starts is given its variables by systemd`() {
    let told = Hint.aboutKey(["OPENAI_API_KEY"], environment, isSystemds: true)
    #expect(told?.contains("systemctl --user edit") == true, "\(told ?? "")")
    #expect(Hint.aboutKey(["OPENAI_API_KEY"], Environment([:]), isSystemds: true) == nil)
  }
}
