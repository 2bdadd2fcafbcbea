#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The certificates to verify a server with, and where they were configured.
///
/// The variables are those of curl(1), which libcurl itself ignores: `CURL_CA_BUNDLE`, otherwise
/// `SSL_CERT_FILE` and `SSL_CERT_DIR`.
struct Trust: Equatable {
  /// In PEM; `nil` means the system's certificates.
  private(set) var file: String?
  /// One file for each certificate, named by its hash; `nil` means the system's certificates.
  private(set) var directory: String?
  /// The setting to check: `caFile`, or the variables that are set.
  private(set) var origin = "caFile"

  static let system = Trust()

  private init() {}

  /// The provider's own setting takes precedence over the environment, which `variable` reads. An
  /// empty variable counts as not set.
  init(of provider: Provider, variable: (String) -> String? = Trust.environment) {
    if let own = provider.caFile {
      file = own
      origin = "caFile of \(provider.name)"
      return
    }
    func value(_ name: String) -> String? {
      variable(name).flatMap { $0.isEmpty ? nil : $0 }
    }
    if let bundle = value("CURL_CA_BUNDLE") {
      file = bundle
      origin = "the variable CURL_CA_BUNDLE, or set caFile"
      return
    }
    (file, directory) = (value("SSL_CERT_FILE"), value("SSL_CERT_DIR"))
    let names = [(file, "SSL_CERT_FILE"), (directory, "SSL_CERT_DIR")].filter { $0.0 != nil }
    if !names.isEmpty {
      let words = names.map(\.1).joined(separator: " and ")
      origin = "the variable \(words), or set caFile"
    }
  }

  private static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
