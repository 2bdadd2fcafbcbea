/// A list of methods that keeps the type of each.
///
/// Code that is generic over the pack (the router, the reference) does not compile while a method
/// lacks something that it needs; the compiler's error names the method.
package struct MethodPack<each M: Method>: Sendable {
  package init(_ methods: repeat (each M).Type) {}

  /// Calls `visit` with every method in order.
  package func forEach(_ visitor: inout some MethodVisitor) {
    repeat visitor.visit((each M).self)
  }
}

/// Visits every method of a pack.
package protocol MethodVisitor {
  mutating func visit<M: Method>(_ method: M.Type)
}

/// A list of notifications that keeps the type of each, as `MethodPack` does for methods.
package struct NotificationPack<each N: Notification>: Sendable {
  package init(_ notifications: repeat (each N).Type) {}

  package func forEach(_ visitor: inout some NotificationVisitor) {
    repeat visitor.visit((each N).self)
  }
}

/// Visits every notification of a pack.
package protocol NotificationVisitor {
  mutating func visit<N: Notification>(_ notification: N.Type)
}
