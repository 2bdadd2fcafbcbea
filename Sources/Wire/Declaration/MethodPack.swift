/// The methods as one value that keeps each of their types.
///
/// What is generic over the pack (the router, the reference) does not compile while a member lacks
/// what it needs, and the error names the member.
package struct MethodPack<each M: Method>: Sendable {
  package init(_ methods: repeat (each M).Type) {}

  /// Calls `visit` with every method in order.
  package func forEach(_ visitor: inout some MethodVisitor) {
    repeat visitor.visit((each M).self)
  }
}

/// What walks a method pack.
package protocol MethodVisitor {
  mutating func visit<M: Method>(_ method: M.Type)
}

/// The notifications as one value, as `MethodPack` is for methods.
package struct NotificationPack<each N: Notification>: Sendable {
  package init(_ notifications: repeat (each N).Type) {}

  package func forEach(_ visitor: inout some NotificationVisitor) {
    repeat visitor.visit((each N).self)
  }
}

/// What walks a notification pack.
package protocol NotificationVisitor {
  mutating func visit<N: Notification>(_ notification: N.Type)
}
