/// What zsh needs beside what ArgumentParser generates, which puts a blank behind `name=` too.
enum ZshCompletion {
  private static let addition = #"""

    # Behind a parameter's name its value follows at once.
    __skein_complete() {
        local -ar open=("${(M)@:#[^:]#=(|:*)}")
        local -ar closed=("${@:#([^:]#=(|:*)|:*)}")
        _describe -V '' open -S '' -- closed
    }

    """#

  /// The addition goes before what runs when the file is loaded for the first time.
  static func script(_ generated: String) -> String {
    let last = "if [[ \"${funcstack[1]}\""
    var lines = generated.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let place = lines.lastIndex(where: { $0.hasPrefix(last) }) else {
      return generated + "\n"
    }
    lines.insert(addition, at: place)
    return lines.joined(separator: "\n") + "\n"
  }
}
