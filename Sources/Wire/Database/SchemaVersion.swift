/// The version of the database's schema.
package enum SchemaVersion {
  /// The version that this release makes: the number of the last migration. The examples show it, and
  /// a test compares it with the migrations, which only the daemon knows.
  package static let newest = 17
}
