# shellcheck shell=bash
#
# A terminal for tests: read by the scripts that type into Emacs. $work is a folder of their own.

: "${work:?a folder for the terminal}"

# A separate tmux server, so that a script neither uses nor ends another one.
terminal() { tmux -S "$work/tmux" -f /dev/null "$@"; }

say() { printf '%s\n' "$*" >&2; }

keys() { terminal send-keys "$@"; }

# Whether the terminal shows a text.
showing() { terminal capture-pane -p | grep -F -- "$1" >/dev/null; }

# Waits until a command succeeds, and else says what was expected.
await() { # what, command
  local deadline=$((SECONDS + 15))
  until "${@:2}"; do
    if ((SECONDS >= deadline)); then
      say "$1:"
      terminal capture-pane -p >&2
      return 1
    fi
    sleep 0.05
  done
}

shows() { # text
  await "the terminal does not show '$1'" showing "$1"
}

not_showing() { ! showing "$1"; }

hides() { # text
  await "the terminal still shows '$1'" not_showing "$1"
}

no_session() { ! terminal has-session 2>/dev/null; }

command() { # name
  keys M-x
  shows 'M-x'
  keys "$1" Enter
}

# Ends the terminal; SIGTERM makes the testbed in it end its daemon first.
end_terminal() {
  local pane deadline=$((SECONDS + 10))
  if pane=$(terminal list-panes -F '#{pane_pid}' 2>/dev/null); then
    kill -TERM "$pane" || true
    while terminal has-session 2>/dev/null && ((SECONDS < deadline)); do
      sleep 0.05
    done
  fi
  terminal kill-server 2>/dev/null || true
}
