vim9script

# Where the daemon listens, and how it is started when none runs.

import autoload 'skein/database.vim' as Database
import autoload 'skein/greeting.vim' as Greeting
import autoload 'skein/peer.vim' as Peer
import autoload 'skein/process.vim' as Process
import autoload 'skein/ui.vim' as Ui

# The variables that determine the daemon's socket and its database.
const VARIABLES = ['HOME', 'SKEIN_SOCKET', 'SKEIN_CONFIG', 'SKEIN_DATABASE', 'XDG_CONFIG_HOME',
  'XDG_DATA_HOME', 'XDG_RUNTIME_DIR', 'TMPDIR', 'SKEIN_TOKEN']

# The path that the command has printed, and the environment at that time.
var remembered: dict<any> = {}

# The notes about directories so far.
var noted: list<string>

# Calls Done with the address of the socket: {path, named, certain}. At a path that the user has
# named anybody may listen, see peer.vim; certain means that the daemon there is known to be this
# environment's.
export def Find(Done: func)
  if get(remembered, 'environment', []) == Environment()
      && remembered.database ==# Database.Kept(remembered.address.path)
    Done(remembered.address)
  elseif Database.Path('SKEIN_SOCKET') != ''
    Done({path: $SKEIN_SOCKET, named: true, certain: true})
  else
    # A token belongs to the daemon that made it, whatever database that has.
    ByRule((path) => Done({path: path, named: false, certain: Greeting.Token() != ''}))
  endif
enddef

# Remembers the path that the command has printed: as long as the environment is the same, and the
# daemon there has no other database.
export def Remember(address: dict<any>)
  remembered = {environment: Environment(), address: address,
    database: Database.Kept(address.path)}
enddef

# Runs `skein daemon start` once, unless that is turned off; Done gets '' or the reason of a
# failure. A daemon that is started here would not know a token.
export def StartDaemon(Done: func)
  if index(['', '0'], $SKEIN_NO_START) < 0 || Greeting.Token() != ''
    Done('')
    return
  endif
  Run(['daemon', 'start'], (status, _, errors) => {
    Done(status == 0 ? '' : errors ?? Ending('daemon start', status))
  })
enddef

# Asks the command where the daemon of this environment listens; Done gets the path, or '' and the
# reason.
export def AskPath(Done: func)
  Run(['daemon', 'status', '--json'], (status, output, errors) => {
    var path = ''
    try
      # The status is also non-zero for a daemon that is not well.
      path = json_decode(output).info.socketPath
    catch
    endtry
    Done(path, path != '' ? '' : errors ?? Ending('daemon status', status))
  })
enddef

# The command to run: g:skein_executable, a name or a path.
export def Command(): string
  return get(g:, 'skein_executable', 'skein')
enddef

# The message about a command that failed without an error message.
def Ending(arguments: string, status: number): string
  return printf('`%s %s` ended with %d', Command(), arguments, status)
enddef

# Directories that do not exist are skipped, and so is a runtime directory of another user.
def ByRule(Done: func)
  var runtime = Directory('XDG_RUNTIME_DIR')
  if runtime == ''
    Done(InTemporary())
    return
  endif
  Peer.Owner(runtime, (owner) => {
    if owner != Process.Uid()
      PassOver('XDG_RUNTIME_DIR', runtime, 'belongs to uid ' .. owner)
    endif
    Done(owner == Process.Uid() ? runtime .. '/skein/skein.sock' : InTemporary())
  })
enddef

def InTemporary(): string
  return printf('%s/skein-%s/skein.sock', Directory('TMPDIR') ?? '/tmp', Process.Uid())
enddef

# The directory that a variable names; '' when it does not exist.
def Directory(variable: string): string
  var path = Database.Path(variable)
  if path != '' && !isdirectory(path)
    PassOver(variable, path, getftype(path) == '' ? 'is not there' : 'is not a directory')
    return ''
  endif
  return path
enddef

# Reports it once.
def PassOver(variable: string, path: string, why: string)
  var note = printf('%s names %s, which %s: it is ignored', variable, path, why)
  if noted->index(note) < 0
    noted->add(note)
    Ui.Note(note)
  endif
enddef

def Environment(): list<any>
  return VARIABLES->mapnew((_, name) => getenv(name))
enddef

def Run(arguments: list<string>, Done: func)
  if !executable(Command())
    Done(127, '', printf(
      'there is no command "%s": install skein, or set g:skein_executable to its path', Command()))
    return
  endif
  Process.Run([Command()] + arguments, Done)
enddef
