#!/usr/bin/env bash
# Ask the daemon a question, and print the answer as it is said: ask.sh WORD...
# Needs jq and socat; the daemon must run (skein daemon start).
set -euo pipefail

socket=${SKEIN_SOCKET:-}
if [[ -z $socket ]]; then
  socket=${XDG_RUNTIME_DIR:+$XDG_RUNTIME_DIR/skein}
  socket=${socket:-${TMPDIR:-/tmp}/skein-$UID}/skein.sock
fi

# The owner and the mode of a file, as GNU and as BSD have it; nothing when it is not there.
look() { stat -c '%u %a' -- "$1" 2>/dev/null || stat -f '%u %Mp%Lp' -- "$1" 2>/dev/null || true; }

is_mine() { [[ $1 == "$UID" || $1 == 0 ]]; } # owner

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Says why others could decide what stands in a directory, or in one above it.
doubt() { # directory, mode that it must not have
  local owner mode
  read -r owner mode <<<"$(look "$1")"
  if ! is_mine "$owner"; then
    printf '%s belongs to uid %s' "$1" "$owner"
  elif [[ -L $1 || ! -d $1 ]]; then
    printf '%s is no directory' "$1"
  elif ((8#$mode & 8#$2 && ($2 != 022 || !(8#$mode & 8#1000)))); then
    printf '%s is open to others (mode %s)' "$1" "$mode"
  elif [[ $1 != / ]]; then
    doubt "$(dirname -- "$1")" 022
  fi
}

# A shell cannot ask the kernel who listens. But where nobody else may change a directory, nor what
# leads to it, nobody else can put a socket in the place of ours.
check() {
  local directory=${socket%/*} owner why
  read -r owner _ <<<"$(look "$socket")"
  if [[ -n ${SKEIN_SOCKET:-} ]]; then
    [[ -z $owner ]] || is_mine "$owner" ||
      printf 'The daemon at %s is that of uid %s.\n' "$socket" "$owner" >&2
    return
  fi
  # What is not there is not connected to: somebody may make it this very moment.
  [[ -e $directory ]] || fail "There is no $directory (does it run? skein daemon start)"
  # Without links that could lead elsewhere a moment later.
  directory=$(cd -P -- "${directory%/*}/" && pwd)/${directory##*/}
  why=$(doubt "$directory" 027)
  if [[ -z $why && -n $owner ]] && ! is_mine "$owner"; then
    why="it belongs to uid $owner"
  fi
  [[ -z $why ]] || fail "Nothing was sent to $socket, for $why: set XDG_RUNTIME_DIR to a directory" \
    'of your own, or SKEIN_SOCKET to a socket that you trust.'
  socket=$directory/${socket##*/}
}

request() {
  jq -cn --arg input "$*" '{jsonrpc: "2.0", id: 1, method: "turn/run",
    params: {input: $input, stream: true, onDisconnect: "cancel"}}'
}

# One jq for all lines: it prints what is said at once, and ends with the answer. Bidirectional
# controls and the like, which can have a terminal show what was never said, do not reach one.
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
# To have said everything is not to be gone: the daemon answers what it was sent.
request "$@" | socat -t 86400 - "UNIX-CONNECT:$socket" | show
