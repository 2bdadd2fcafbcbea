import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The folder of templates; each one is a Markdown file.
package struct TemplateFolder {
  package let path: String

  /// Fails when neither XDG_CONFIG_HOME nor HOME is set.
  package init(_ environment: Environment) throws(ClientError) {
    guard let path = environment.places.templates else {
      throw .usage("Neither XDG_CONFIG_HOME nor HOME says where templates are.")
    }
    self.path = path
  }

  /// The names, in order; files whose names are not valid template names are ignored.
  package var names: [String] {
    guard let entries = opendir(path) else { return [] }
    defer { closedir(entries) }
    var names: [String] = []
    while let entry = readdir(entries) {
      let file = withUnsafePointer(to: &entry.pointee.d_name) {
        String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
      }
      if file.hasSuffix(".md"), Self.isName(file.dropLast(3)) {
        names.append(String(file.dropLast(3)))
      }
    }
    return names.sorted()
  }

  /// The file of a template, which need not exist.
  package func file(_ name: String) throws(ClientError) -> String {
    guard Self.isName(name) else {
      throw .usage(
        "“\(name)” can't be a template's name: expected 1 to 64 letters, digits, ., _ or -, "
          + "the first a letter or digit.")
    }
    return "\(path)/\(name).md"
  }

  package func has(_ name: String) throws(ClientError) -> Bool {
    access(try file(name), F_OK) == 0
  }

  /// Fails where the template does not exist; `advice` is appended to the error.
  package func expect(_ name: String, advice: String = "") throws(ClientError) {
    guard try !has(name) else { return }
    let names = names
    let known =
      names.isEmpty
      ? "there is none yet"
      : "there \(names.count == 1 ? "is" : "are") \(names.joined(separator: ", "))"
    throw .usage("There is no template \(name); \(known).\(advice)")
  }

  package func text(of name: String) throws(ClientError) -> String {
    try expect(name, advice: " skein template edit \(name) creates it.")
    let file = try file(name)
    // Opening a pipe could wait for a writer for ever.
    guard !SmallFile.waitsForWriter(file) else {
      throw .usage("\(file): expected a file, not a pipe.")
    }
    let bytes = try SmallFile.contents(file, limit: Template.sizeLimit)
    guard bytes.count <= Template.sizeLimit, !bytes.contains(0),
      let text = String(validating: bytes, as: UTF8.self)
    else {
      throw .usage(
        "\(file): expected text in UTF-8 of at most \(Template.sizeLimit) bytes.")
    }
    return text
  }

  package func template(_ name: String) throws(ClientError) -> Template {
    try Template(name: name, text(of: name))
  }

  package func write(_ text: String, as name: String) throws(ClientError) {
    let file = try file(name)
    try SmallFile.makeDirectory(path)
    try SmallFile.replace(file, with: text.utf8.last == UInt8(ascii: "\n") ? text : text + "\n")
  }

  /// Renames a template; never replaces another one.
  package func rename(_ name: String, to new: String) throws(ClientError) {
    try expect(name)
    let (old, file) = (try file(name), try file(new))
    // link(2) fails where a file exists.
    guard link(old, file) == 0 else {
      throw errno == EEXIST
        ? .usage("There is a template \(new) already.") : .system(LibC.message(file))
    }
    unlink(old)
  }

  package func remove(_ name: String) throws(ClientError) {
    try expect(name)
    let file = try file(name)
    guard unlink(file) == 0 else { throw .system(LibC.message(file)) }
  }

  private static func isName(_ name: some StringProtocol) -> Bool {
    guard let first = name.utf8.first, (1...64).contains(name.utf8.count) else { return false }
    return isWordByte(first)
      && name.utf8.allSatisfy { isWordByte($0) || [0x2D, 0x2E, 0x5F].contains($0) }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    let character = Character(Unicode.Scalar(byte))
    return byte < 0x80 && (character.isLetter || character.isNumber)
  }
}
