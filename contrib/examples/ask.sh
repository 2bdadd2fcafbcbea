#!/usr/bin/env bash
# Ask the daemon a question, and print the answer as it arrives: ask.sh WORD...
# Needs jq and socat; the daemon must run (skein daemon start).
set -euo pipefail

socket=${SKEIN_SOCKET:-}
if [[ -z $socket ]]; then
  socket=${XDG_RUNTIME_DIR:+$XDG_RUNTIME_DIR/skein}
  socket=${socket:-${TMPDIR:-/tmp}/skein-$UID}/skein.sock
fi

# Prints a file's owner and mode, with the stat of GNU or of BSD; nothing when the file is missing.
look() { stat -c '%u %a' -- "$1" 2>/dev/null || stat -f '%u %Mp%Lp' -- "$1" 2>/dev/null || true; }

is_mine() { [[ $1 == "$UID" || $1 == 0 ]]; } # owner

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Prints why other users could change the contents of a directory, or of one above it.
doubt() { # directory, mode bits that it must not have
  local owner mode
  read -r owner mode <<<"$(look "$1")"
  if ! is_mine "$owner"; then
    printf '%s belongs to uid %s' "$1" "$owner"
  elif [[ -L $1 || ! -d $1 ]]; then
    printf '%s is not a directory' "$1"
  elif ((8#$mode & 8#$2 && ($2 != 022 || !(8#$mode & 8#1000)))); then
    printf '%s is open to others (mode %s)' "$1" "$mode"
  elif [[ $1 != / ]]; then
    doubt "$(dirname -- "$1")" 022
  fi
}

# A shell cannot ask the kernel which user listens on a socket. But if no other user may write to the
# socket's directory, nor to those above it, no other user can put a socket in the place of ours.
check() {
  local directory=${socket%/*} owner why
  read -r owner _ <<<"$(look "$socket")"
  if [[ -n ${SKEIN_SOCKET:-} ]]; then
    [[ -z $owner ]] || is_mine "$owner" ||
      printf 'The daemon at %s belongs to uid %s.\n' "$socket" "$owner" >&2
    return
  fi
  # Never connect when the directory is missing: another user might create it at this moment.
  [[ -e $directory ]] || fail "There is no $directory (does it run? skein daemon start)"
  # Resolve symbolic links now: they could point elsewhere a moment later.
  directory=$(cd -P -- "${directory%/*}/" && pwd)/${directory##*/}
  why=$(doubt "$directory" 027)
  if [[ -z $why && -n $owner ]] && ! is_mine "$owner"; then
    why="it belongs to uid $owner"
  fi
  [[ -z $why ]] || fail "Nothing was sent to $socket, because $why: set XDG_RUNTIME_DIR to a directory" \
    'of your own, or SKEIN_SOCKET to a socket that you trust.'
  socket=$directory/${socket##*/}
}

request() {
  jq -cn --arg input "$*" '{jsonrpc: "2.0", id: 1, method: "turn/run",
    params: {input: $input, stream: true, onDisconnect: "cancel"}}'
}

# One jq for all lines: it prints each piece of text at once, and ends after the answer. On a
# terminal, bidirectional controls and the like are replaced: they could make it show another text.
show() {
  local terminal=false
  [[ ! -t 1 ]] || terminal=true
  jq -nj --unbuffered --argjson terminal "$terminal" '
    ("(?![\\n\\t])\\p{Cc}|[\\p{Zl}\\p{Zp}\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e"
      + "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ud82f\udca0-\ud82f\udca3\ud834\udd73-\ud834\udd7a"
      + "\udb40\udc00-\udb40\udcff\udb40\uddf0-\udb43\udfff]") as $hidden
    | "[\\p{L}\\p{M}\\p{So}\\p{Sk}]" as $joined
    | def visible: gsub($hidden + "|(?<!\($joined))[\u200c\u200d]|[\u200c\u200d](?!\($joined)|$)"; "\ufffd");
    # The last character that was printed is the neighbour of what comes next.
    label $answered | foreach (inputs, null) as $message ({last: "", said: ""};
      if $message.method != "turn/delta" or $message.params.kind != "text" then .said = ""
      elif $terminal then
        .said = (.last + $message.params.text | visible)[(.last | length):] | .last = (.last + .said)[-1:]
      else .said = $message.params.text | .last = (.last + .said)[-1:] end;
    .said, ((if .last == "" or .last == "\n" then "" else "\n" end) as $newline | $message
    | if . == null then
        $newline, ("There was no answer (does it run? skein daemon start)\n" | halt_error(1))
    elif .error then $newline, ("\(.error.message | visible)\n" | halt_error(1))
    elif .id == 1 then "\n", break $answered
    else empty end))'
}

check
# -t: socat reads on after the end of its input, so that the daemon can answer.
request "$@" | socat -t 86400 - "UNIX-CONNECT:$socket" | show
