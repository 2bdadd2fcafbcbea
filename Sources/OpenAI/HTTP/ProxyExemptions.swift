#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The hosts that `no_proxy` excludes from a proxy: names with their subdomains, addresses,
/// networks such as `10.0.0.0/8`, or `*` for all; separated by commas or blanks.
struct ProxyExemptions {
  private let entries: [Substring]

  init(_ text: String) {
    entries = text.split { $0 == "," || $0.isWhitespace }
  }

  /// Whether a host is excluded; `host` must be in lower case, an IPv6 address in brackets.
  func hold(_ host: String) -> Bool {
    let bare = Self.bare(host[...])
    let address = Self.address(bare)
    return entries.contains { entry in
      if entry == "*" { return true }
      if let address { return Self.network(entry, holds: address) }
      var name = entry.lowercased()[...]
      if name.hasPrefix(".") { name = name.dropFirst() }
      if name.hasSuffix(".") { name = name.dropLast() }
      return !name.isEmpty && (bare == name || bare.hasSuffix("." + name))
    }
  }

  /// Without brackets, and without the dot at the end of a fully qualified name.
  private static func bare(_ host: Substring) -> String {
    var host = host
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    if host.hasSuffix(".") { host = host.dropLast() }
    return String(host)
  }

  private static func network(_ entry: Substring, holds address: [UInt8]) -> Bool {
    let parts = entry.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let base = Self.address(bare(parts[0])), base.count == address.count else { return false }
    let whole = address.count * 8
    guard let bits = parts.count == 1 ? whole : Int(parts[1]), (0...whole).contains(bits) else {
      return false
    }
    return (0..<bits).allSatisfy { bit in
      let mask = UInt8(0x80) >> (bit % 8)
      return base[bit / 8] & mask == address[bit / 8] & mask
    }
  }

  /// The 4 or 16 bytes of an address; nil for a name.
  private static func address(_ text: String) -> [UInt8]? {
    for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
      var bytes = [UInt8](repeating: 0, count: count)
      if inet_pton(family, text, &bytes) == 1 { return bytes }
    }
    return nil
  }
}
