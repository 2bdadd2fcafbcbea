/// A promise that did not hold.
package struct Broken: Error, CustomStringConvertible {
  package let description: String

  init(_ promise: String) { description = promise }
}
