import Wire

/// The manual's section 7: a page for each noun, in mdoc.
package enum Manual {
  /// The date of the pages' last change. It is fixed, so that a page changes only with its content.
  static let date = "November 21, 2026"
  static let system = "skein \(Version.current)"

  /// Thrown for a declaration that is on no page.
  struct Homeless: Error, CustomStringConvertible {
    let name: String

    var description: String {
      "\(name) is on no page: add it to the claims of a page in PagePlan.all."
    }
  }

  /// The pages that are generated from the declarations alone, in the order of the methods.
  package static func pages() throws -> [(path: String, text: [UInt8])] {
    let catalogue = try Catalogue()
    let names = catalogue.methods.map(\.name) + catalogue.notifications.map(\.name)
    for name in names where !PagePlan.all.contains(where: { $0.claims(name) }) {
      throw Homeless(name: name)
    }
    return try PagePlan.all.map { plan in
      let page = ManualPage(plan: plan, catalogue: catalogue)
      return (path: "man/skein-\(plan.name).7", text: Array(try page.text().utf8))
    }
  }
}
