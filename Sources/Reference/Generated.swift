/// The files of this repository that are generated from the declarations.
package enum Generated {
  /// The one page whose prose is written by hand; only its tables are generated.
  static let rpcPage = "man/skein-rpc.7"

  /// Their paths, relative to the package's root, and contents. `read` returns a file as it is now.
  package static func files(
    reading read: (String) throws -> [UInt8]
  ) throws -> [(path: String, bytes: [UInt8])] {
    let document = try OpenRPC.tree().laidOut(width: 100) + "\n"
    let page = try RPCPage.refreshed(String(decoding: try read(rpcPage), as: UTF8.self))
    return [("contrib/openrpc.json", Array(document.utf8)), (rpcPage, Array(page.utf8))]
      + (try Manual.pages().map { ($0.path, $0.text) })
  }
}
