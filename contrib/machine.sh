# shellcheck shell=bash
# Functions for the scripts in this directory, which source this file: messages, and checking for and
# installing what a script needs.

# The exit statuses of sysexits(3) for a wrong usage and for something needed that is not available.
# shellcheck disable=SC2034
readonly EX_USAGE=64 EX_UNAVAILABLE=69

say() { printf '%s: %s\n' "${0##*/}" "$*" | wrapped >&2; }

# Breaks lines between words at the width of the terminal.
wrapped() {
  local columns=
  if [[ -t 2 ]]; then columns=$(tput cols 2>/dev/null) || columns=80; fi
  if ((${columns:-0} > 20)); then
    fold -s -w "$columns" | sed 's/ $//'
  else
    cat
  fi
}

# Prints lines to be typed or copied, without breaking them.
say_lines() { # line...
  printf '  %s\n' "$@" >&2
}

die() { # status, message
  local status=$1
  shift
  say "$*"
  exit "$status"
}

# Prints the comment at the start of the calling script, from its third line on.
usage() { sed -n '3,/^$/s/^# \{0,1\}//p' "$0"; }

# The file that gets the output of the commands run by `quietly`; set by `begin_log`.
log=

# Makes `quietly` write to this file, and empties it first.
begin_log() { # file
  log=$1
  install -d -m 700 "$(dirname "$log")"
  : >"$log"
}

# Runs a command whose output matters only when it fails: the output goes to the log, and on failure
# the end of the log is printed. On a terminal a progress line is shown, elsewhere one line at the start.
quietly() { # what it does, command
  local what=$1 began=$SECONDS status=0 shown=
  shift
  if [[ -z $log ]]; then
    "$@" >&2
    return
  fi
  printf '\n$ %s\n' "$*" >>"$log"
  if [[ -t 2 && ${TERM:-dumb} != dumb ]]; then
    show_progress "$what" &
    shown=$!
    # Ctrl-C also ends the progress line and clears it.
    # shellcheck disable=SC2064
    trap "kill $shown 2>/dev/null; printf '\\r\\033[K' >&2; trap - INT; kill -INT $$" INT
  else
    say "$what"
  fi
  ("$@") </dev/null >>"$log" 2>&1 || status=$?
  if [[ -n $shown ]]; then
    kill "$shown" 2>/dev/null || true
    wait "$shown" 2>/dev/null || true
    trap - INT
    printf '\r\033[K' >&2
  fi
  if ((status != 0)); then
    say "failed after $((SECONDS - began)) s: $what"
    show_log_end
    return "$status"
  fi
  [[ -z $shown ]] || ((SECONDS - began < 2)) || say "$what: $((SECONDS - began)) s"
}

# The progress line: the elapsed time, and the last step of the build in the log.
show_progress() { # what it does
  local began=$SECONDS step columns
  # Until it is killed, or the script that should kill it has ended.
  while kill -0 $$ 2>/dev/null; do
    step=$(tail -n 20 "$log" | sed -n 's/^\(\[[0-9]*\/[0-9]*\]\).*/\1/p' | tail -n 1)
    columns=$(tput cols 2>/dev/null || printf 80)
    printf '\r\033[K%.*s' "$((columns - 1))" "${0##*/}: $1 … ${step:+$step }$((SECONDS - began)) s" >&2
    sleep 1
  done
}

# Prints the end of the log, without the linker's usual warnings about static linking.
show_log_end() {
  local warning="statically linked applications requires at runtime|in function \`"
  grep -Ev "$warning" "$log" | tail -n 20 | sed 's/^/  /' >&2
  say "the whole log is in $(short "$log")"
}

# Prints a path with ~ for the home directory.
short() { # path
  case $1 in
    "${HOME:?}"/*) printf '~%s' "${1#"$HOME"}" ;;
    *) printf '%s' "$1" ;;
  esac
}

# Prints the name of the user's interactive shell: the nearest parent shell that does not run a script,
# or else the login shell.
shell_at_hand() {
  local process=$PPID name
  while [[ -n $process ]] && ((process > 1)); do
    name=$(cat "/proc/$process/comm" 2>/dev/null) || break
    case $name in
      bash | zsh | fish)
        # A shell that runs a script has it as an argument; an interactive one has no such argument.
        if [[ $name != bash || $(tr '\0' '\n' <"/proc/$process/cmdline" | sed -n '2p') != */* ]]; then
          printf '%s\n' "$name"
          return
        fi
        ;;
    esac
    process=$(sed -n 's/^PPid:[[:space:]]*//p' "/proc/$process/status" 2>/dev/null)
  done
  basename "${SHELL:-sh}"
}

# Prints lines that add a directory to PATH, in this shell and in later ones; each line fits into a
# terminal of 80 columns.
path_lines() { # directory
  local directory=$1 file files
  # Single quotes: the shell that reads the line expands $HOME.
  # shellcheck disable=SC2016
  case $directory in "${HOME:?}"/*) directory='$HOME'${directory#"$HOME"} ;; esac
  case $(shell_at_hand) in
    fish)
      printf 'fish_add_path "%s"\n' "$directory"
      return
      ;;
    zsh) files=(.zshrc) ;;
    # A login shell reads the first existing one of these three files, and not .bashrc.
    bash)
      files=(.bashrc)
      for file in .bash_profile .bash_login .profile; do
        [[ $file != .profile && ! -e $HOME/$file ]] || break
      done
      files+=("$file")
      ;;
    *) files=(.profile) ;;
  esac
  # shellcheck disable=SC2016
  printf 'export PATH="%s:$PATH"\n' "$directory"
  for file in "${files[@]}"; do
    # shellcheck disable=SC2016
    printf "echo 'export PATH=\"%s:\$PATH\"' >> ~/%s\n" "$directory" "$file"
  done
}

# Prints what to type to add a directory to PATH, unless PATH has it already.
say_path() { # directory, PATH
  local lines
  case ":$2:" in *":$1:"*) return 0 ;; esac
  mapfile -t lines < <(path_lines "$1")
  say "$(short "$1") is not in PATH; to add it, for this terminal and for new ones, type:"
  say_lines "${lines[@]}"
}

has_package() {
  # dpkg knows a package that was removed but not purged, hence the status.
  if [[ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" == installed ]]; then
    return 0
  fi
  case $1 in
    # libcurl with GnuTLS works too, and cannot be installed together with the OpenSSL one.
    libcurl4-openssl-dev) pkg-config --exists libcurl 2>/dev/null ;;
    libsqlite3-dev) pkg-config --exists sqlite3 2>/dev/null ;;
    python3-venv) find_python >/dev/null ;;
    neovim) command -v nvim >/dev/null ;;
    emacs-nox) command -v emacs >/dev/null ;;
    nodejs) command -v node >/dev/null ;;
    systemd) command -v systemd-analyze >/dev/null ;;
    vim-nox) [[ "$(vim --version 2>/dev/null)" == *+channel* ]] ;;
    netcat-openbsd) [[ "$(nc -h 2>&1)" == *UNIX* ]] ;;
    *) command -v "$1" >/dev/null ;;
  esac
}

# Installs those of the packages that are missing; if none is, this takes milliseconds.
need_packages() {
  local package missing=() as_root=()
  for package; do
    has_package "$package" || missing+=("$package")
  done
  ((${#missing[@]} > 0)) || return 0
  local wanted="install these packages and run this again: ${missing[*]}"

  command -v apt-get >/dev/null || die $EX_UNAVAILABLE "there is no apt-get here; $wanted"
  if ((EUID != 0)); then
    command -v sudo >/dev/null || die $EX_UNAVAILABLE "you are not root and there is no sudo; $wanted"
    as_root=(sudo)
  fi
  # If sudo asks for a password, it must do so before the progress line is on the screen.
  ((${#as_root[@]} == 0)) || sudo true || die $EX_UNAVAILABLE "sudo failed; $wanted"
  # One command for both, so that sudo asks at most once. The installation may work even with an old
  # index, so a failed update is ignored.
  # shellcheck disable=SC2016
  quietly "installing ${missing[*]}" "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive sh -c '
    apt-get -q -o DPkg::Lock::Timeout=120 update
    apt-get -q -y -o DPkg::Lock::Timeout=120 install --no-install-recommends "$@"
  ' sh "${missing[@]}" || die $EX_UNAVAILABLE "apt-get failed; $wanted"
}

# Prints the name of a Python that is new enough and can make virtual environments.
find_python() {
  local python
  for python in python3 /usr/bin/python3; do
    if "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' \
      2>/dev/null; then
      printf '%s\n' "$python"
      return 0
    fi
  done
  return 1
}

# Makes the directory a virtual environment that contains exactly the packages of the pip arguments.
need_venv() { # directory, pip arguments
  local venv=$1 python
  shift
  if [[ "$(cat "$venv/holds" 2>/dev/null)" == "$*" ]] && "$venv/bin/python" -c '' 2>/dev/null; then
    return 0
  fi
  find_python >/dev/null || need_packages python3-venv
  python=$(find_python) || die $EX_UNAVAILABLE "needs Python 3.10 or newer with its venv module"
  say "installing ${*} into $venv"
  "$python" -m venv --clear "$venv"
  # Wheels only: without a wheel, pip would compile for minutes and then fail.
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
    --only-binary=:all: "$@" >&2 || die $EX_UNAVAILABLE "pip could not install: $*"
  printf '%s' "$*" >"$venv/holds"
}

need_swift() {
  local version
  command -v swift >/dev/null ||
    die $EX_UNAVAILABLE "there is no swift on PATH; install Swift 6.2 or newer"
  version=$(swift --version 2>/dev/null) || true
  [[ $version =~ Swift\ version\ ([0-9]+)\.([0-9]+) ]] ||
    die $EX_UNAVAILABLE "cannot tell the version of $(command -v swift)"
  ((BASH_REMATCH[1] * 1000 + BASH_REMATCH[2] >= 6002)) || die $EX_UNAVAILABLE \
    "needs Swift 6.2 or newer; $(command -v swift) is ${BASH_REMATCH[1]}.${BASH_REMATCH[2]}"
}

# Whether GET PATH on this port of loopback gets a 200. Without curl, because a new machine may have
# only its library.
http_ok() { # port, path
  local status
  # In a subshell: a reset connection may end it by SIGPIPE.
  status=$(
    exec 2>/dev/null 3<>"/dev/tcp/127.0.0.1/$1" &&
      printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' "$2" >&3 &&
      IFS= read -r -t 2 line <&3 &&
      printf '%s' "$line"
  ) || return 1
  [[ $status == HTTP/*\ 200* ]]
}

# Prints the first port of loopback, from this one on, on which nothing listens.
free_port() { # first candidate
  local port
  for ((port = $1; port < $1 + 50; port++)); do
    if ! (: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      printf '%s\n' "$port"
      return 0
    fi
  done
  die $EX_UNAVAILABLE "no free port from $1 to $((port - 1))"
}

# Whether this user runs that program, even when its file was replaced after it started.
runs() { # absolute path of the program
  local process
  for process in /proc/[0-9]*; do
    if [[ -O $process ]]; then
      case "$(readlink "$process/exe" 2>/dev/null)" in
        "$1" | "$1 (deleted)") return 0 ;;
      esac
    fi
  done
  return 1
}
