#!/usr/bin/env bash
# Ask the daemon a question, and print the answer as it is said: ask.sh WORD...
# Needs jq and socat; the daemon must run (skein daemon start).
set -euo pipefail

socket=${SKEIN_SOCKET:-}
if [[ -z $socket ]]; then
  socket=${XDG_RUNTIME_DIR:+$XDG_RUNTIME_DIR/skein}
  socket=${socket:-${TMPDIR:-/tmp}/skein-$UID}/skein.sock
fi

request() {
  jq -cn --arg input "$*" '{jsonrpc: "2.0", id: 1, method: "turn/run",
    params: {input: $input, stream: true, onDisconnect: "cancel"}}'
}

# One jq for all lines: it prints what is said at once, and ends with the answer.
show() {
  jq -nj --unbuffered 'label $answered | foreach (inputs, null) as $message (null; $message;
    if . == null then "There was no answer (does it run? skein daemon start)\n" | halt_error(1)
    elif .error then "\(.error.message)\n" | halt_error(1)
    elif .method == "turn/delta" and .params.kind == "text" then .params.text
    elif .id == 1 then "\n", break $answered
    else empty end)'
}

# To have said everything is not to be gone: the daemon answers what it was sent.
request "$@" | socat -t 86400 - "UNIX-CONNECT:$socket" | show
