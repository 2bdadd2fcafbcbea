vim9script

# Where the daemon listens, and how it is started when nobody does.

import autoload 'skein/database.vim' as Database
import autoload 'skein/greeting.vim' as Greeting
import autoload 'skein/peer.vim' as Peer
import autoload 'skein/process.vim' as Process
import autoload 'skein/ui.vim' as Ui

# What decides where the daemon is and whose history it keeps.
const VARIABLES = ['HOME', 'SKEIN_SOCKET', 'SKEIN_CONFIG', 'SKEIN_DATABASE', 'XDG_CONFIG_HOME',
  'XDG_DATA_HOME', 'XDG_RUNTIME_DIR', 'TMPDIR', 'SKEIN_TOKEN']

# What the command has told, and the environment in which it did.
var remembered: dict<any> = {}

# What was said of directories.
var noted: list<string>

# Calls Done with where the socket is: {path, named, certain}. Who listens at one that the user has
# named may be anybody, see peer.vim; at one that is certain, the command has said that it is the
# daemon of this environment.
export def Find(Done: func)
  if get(remembered, 'environment', []) == Environment()
      && remembered.database ==# Database.Kept(remembered.address.path)
    Done(remembered.address)
  elseif Database.Path('SKEIN_SOCKET') != ''
    Done({path: $SKEIN_SOCKET, named: true, certain: true})
  else
    # A token is for the daemon that made it, whatever that keeps.
    ByRule((path) => Done({path: path, named: false, certain: Greeting.Token() != ''}))
  endif
enddef

# Where the command has said that the daemon is: as long as the environment is the same, and no other
# history is kept there.
export def Remember(address: dict<any>)
  remembered = {environment: Environment(), address: address,
    database: Database.Kept(address.path)}
enddef

# Runs `skein daemon start` once, unless that is turned off; Done gets '' or why it failed. One that
# is started here knows nothing of a token.
export def StartDaemon(Done: func)
  if index(['', '0'], $SKEIN_NO_START) < 0 || Greeting.Token() != ''
    Done('')
    return
  endif
  Run(['daemon', 'start'], (status, _, errors) => {
    Done(status == 0 ? '' : errors ?? Ending('daemon start', status))
  })
enddef

# Asks the command where the daemon of this environment is; Done gets the path, or '' and why not.
export def AskPath(Done: func)
  Run(['daemon', 'status', '--json'], (status, output, errors) => {
    var path = ''
    try
      # A daemon that is not well answers with another status.
      path = json_decode(output).info.socketPath
    catch
    endtry
    Done(path, path != '' ? '' : errors ?? Ending('daemon status', status))
  })
enddef

# The command that is run: g:skein_executable, a name or a path.
export def Command(): string
  return get(g:, 'skein_executable', 'skein')
enddef

# What to say of a command that has not said why it failed.
def Ending(arguments: string, status: number): string
  return printf('`%s %s` ended with %d', Command(), arguments, status)
enddef

# Directories that are not there are passed over, and so is a runtime directory of another user.
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

# The directory that a variable names; '' when it names none that is there.
def Directory(variable: string): string
  var path = Database.Path(variable)
  if path != '' && !isdirectory(path)
    PassOver(variable, path, getftype(path) == '' ? 'is not there' : 'is not a directory')
    return ''
  endif
  return path
enddef

# Says so once.
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
