/// What zsh needs beside what ArgumentParser generates, which puts a blank behind `name=` too and
/// does not know the form without a command.
enum ZshCompletion {
  private static let addition = #"""

    # Behind a parameter's name its value follows at once.
    __skein_complete() {
        local -ar open=("${(M)@:#[^:]#=(|:*)}")
        local -ar closed=("${@:#([^:]#=(|:*)|:*)}")
        _describe -V '' open -S '' -- closed
    }

    # A line that begins with no command is a question: it is completed as behind ask.
    functions[__skein_with_command]="${functions[_skein]}"
    _skein() {
        local -i first=2 asks=0
        while [[ "${first}" -lt "${CURRENT}" ]]; do
            case "${words[first]}" in
            --socket) first+=2 ;;
            --socket=*|--json|--no-start) first+=1 ;;
            *) break ;;
            esac
        done
        if [[ "${first}" -le "${CURRENT}" ]]; then
            case "${words[first]}" in
            \#(ShortForm.firstWords)) ;;
            -*) asks=1 ;;
            *) [[ "${first}" -lt "${CURRENT}" ]] && asks=1 ;;
            esac
        fi
        if [[ "${asks}" -eq 1 ]]; then
            [[ "${first}" -eq "${CURRENT}" ]] && compadd -- --version
            words=("${(@)words[1,first-1]}" ask "${(@)words[first,-1]}")
            CURRENT+=1
        fi
        local -r insert="${compstate[insert]}"
        __skein_with_command "${@}"
        local -ri ret="${?}"
        # The message about expected words must not keep an option from being inserted.
        [[ "${compstate[nmatches]}" -gt 0 ]] && compstate[insert]="${insert}"
        return "${ret}"
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
