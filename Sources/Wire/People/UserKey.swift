/// Tells users apart within one database, however they came: by peer or by token, operator or not. It
/// opens nothing, and does not cross the socket.
package struct UserKey: Hashable, Sendable {
  package let row: Int64

  package init(row: Int64) {
    self.row = row
  }
}
