import Testing
import Upstream

@testable import OpenAI

/// Whose certificates count.
struct TrustTests {
  private func trust(caFile: String? = nil, _ variables: [String: String]) -> Trust {
    Trust(of: Provider(name: "p", baseURL: "https://x.test", caFile: caFile)) { variables[$0] }
  }

  private let all = [
    "CURL_CA_BUNDLE": "/bundle", "SSL_CERT_FILE": "/file", "SSL_CERT_DIR": "/directory",
  ]

  @Test func `the variables of curl count, the setting over them`() {
    let own = trust(caFile: "/own", all)
    #expect(own.file == "/own" && own.directory == nil && own.origin == "caFile of p")
    let bundle = trust(all)
    #expect(bundle.file == "/bundle" && bundle.directory == nil)
    #expect(bundle.origin == "the variable CURL_CA_BUNDLE, or set caFile")
    let both = trust(all.filter { $0.key != "CURL_CA_BUNDLE" })
    #expect(both.file == "/file" && both.directory == "/directory")
    #expect(both.origin == "the variable SSL_CERT_FILE and SSL_CERT_DIR, or set caFile")
    #expect(trust(["SSL_CERT_DIR": "/directory"]).file == nil)
  }

  @Test func `an empty variable is none`() {
    #expect(trust(["CURL_CA_BUNDLE": "", "SSL_CERT_FILE": ""]) == .system)
    #expect(trust(["CURL_CA_BUNDLE": "", "SSL_CERT_FILE": "/file"]).file == "/file")
  }
}
