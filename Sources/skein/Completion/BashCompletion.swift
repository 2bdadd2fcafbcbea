/// What bash needs beside what ArgumentParser generates, which has the shell expand every candidate
/// (a title may hold `$(…)`), quotes none, and takes words for ended at a colon.
enum BashCompletion {
  static let script = #"""

    # Takes the candidates as they are; behind a tab stands what tells people which it is.
    __skein_add_completions() {
        local candidate value
        if [[ "${1}" != -W ]]; then
            compopt -o filenames
            while IFS='' read -r candidate; do
                COMPREPLY+=("${candidate}")
            done < <(compgen "${@}" -- "${cur}")
            return
        fi
        local -a found=()
        while IFS='' read -r candidate; do
            value="${candidate%%$'\t'*}"
            [[ -n "${value}" && "${value}" == "${cur}"* ]] && found+=("${candidate}")
        done <<<"${2}"
        for candidate in "${found[@]}"; do
            value="${candidate%%$'\t'*}"
            [[ -z "${__skein_quote}" ]] && printf -v value %q "${value}"
            if [[ "${#found[@]}" -gt 1 && "${candidate}" == *$'\t'* ]]; then
                value+="  ${candidate#*$'\t'}"
            fi
            [[ "${value}" == *= ]] && compopt -o nospace
            COMPREPLY+=("${value}")
        done
    }

    # Puts together what readline takes apart at a colon or an equals sign, and unquotes it.
    __skein_whole_words() {
        local -a words=()
        local -i index at=0 begin=0
        local rest="${COMP_LINE}" word gap
        for index in "${!COMP_WORDS[@]}"; do
            word="${COMP_WORDS[index]}"
            gap="${rest%%[![:space:]]*}"
            rest="${rest#"${gap}"}"
            if [[ "${#words[@]}" -gt 0 && -z "${gap}" ]]; then
                words[${#words[@]} - 1]+="${word}"
            else
                words+=("${word}")
                [[ "${index}" -le "${COMP_CWORD}" ]] && begin="$((${#COMP_LINE} - ${#rest}))"
            fi
            rest="${rest#"${word}"}"
            [[ "${index}" -eq "${COMP_CWORD}" ]] && at="$((${#words[@]} - 1))"
        done
        local -r typed="${COMP_LINE:begin:COMP_POINT - begin}"
        local __skein_quote='' cur="${typed}"
        case "${typed}" in
        [\"\']*)
            __skein_quote="${typed:0:1}"
            cur="${typed:1}"
            ;;
        *) IFS='' read cur <<<"${typed}" ;;
        esac
        local -a COMP_WORDS=("${words[@]}")
        local -i COMP_CWORD="${at}" first=1
        while [[ "${first}" -lt "${at}" ]]; do
            case "${words[first]}" in
            --socket) first+=2 ;;
            --socket=* | --json | --no-start) first+=1 ;;
            *) break ;;
            esac
        done
        # A line that begins with no command is a question.
        local begins="${cur}" asks=false
        [[ "${first}" -lt "${at}" ]] && begins="${words[first]}"
        case "${begins}" in
        \#(ShortForm.firstWords)) ;;
        -*) asks=true ;;
        *) [[ "${first}" -lt "${at}" ]] && asks=true ;;
        esac
        if "${asks}" && [[ "${first}" -le "${at}" ]]; then
            COMP_WORDS=("${words[@]:0:first}" ask "${words[@]:first}")
            COMP_CWORD+=1
        fi
        _skein "${1}" "${cur}" "${words[at - 1]}"
        trap - RETURN
        if "${asks}" && [[ "${first}" -eq "${at}" && --version == "${cur}"* ]]; then
            COMPREPLY+=(--version)
        fi
        local -r breaks="${COMP_WORDBREAKS//[!:=@]/}"
        if [[ -z "${__skein_quote}" && -n "${breaks}" ]]; then
            # Only what stands behind the last of them is replaced.
            local -r kept="${typed%"${typed##*[${breaks}]}"}"
            [[ -n "${kept}" ]] && COMPREPLY=("${COMPREPLY[@]#"${kept}"}")
        fi
    }

    complete -r skein
    complete -F __skein_whole_words skein

    """#
}
