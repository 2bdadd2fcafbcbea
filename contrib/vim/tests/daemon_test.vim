vim9script

# Which daemon the plugin uses, and as which user: the one that has the database of the environment.

import autoload 'skein/connection.vim' as Connection
import autoload 'skein/database.vim' as Database
import autoload 'skein/socket.vim' as Socket

const SOCKET = $SKEIN_SOCKET
const DATABASE = $HOME .. '/.local/share/skein/skein.db'

def Settings(variables: dict<string>)
  for name in ['SKEIN_SOCKET', 'XDG_RUNTIME_DIR', 'TMPDIR', 'SKEIN_DATABASE', 'SKEIN_CONFIG']
    setenv(name, get(variables, name, null))
  endfor
enddef

def Again()
  Settings({SKEIN_SOCKET: SOCKET})
enddef

def Directory(): string
  var directory = tempname()
  mkdir(directory, '', 0o700)
  return directory
enddef

def Found(): string
  var found = ''
  Socket.Find((address) => {
    found = address.path
  })
  g:WaitFor(() => found != '', 'the place of the socket')
  return found
enddef

# The error of a call that fails.
def Said(): string
  var said = ''
  try
    skein#call('ping')
  catch /^skein: /
    said = v:exception
  endtry
  return said
enddef

# The database of the daemon that answers; '' while the end of the one before is only being noticed.
def Answering(): string
  var path = ''
  try
    path = skein#call('server/info').databasePath
  catch /the connection to skeind was lost/
  endtry
  return path
enddef

def g:Test_a_daemon_of_another_history_is_passed_over()
  var base = Directory()
  Settings({XDG_RUNTIME_DIR: base, SKEIN_DATABASE: base .. '/other.db'})
  g:Skein('daemon', 'start')
  Settings({XDG_RUNTIME_DIR: base})
  assert_true(getftype(base .. '/skein/skein.sock') == 'socket')
  g:KillDaemon()
  g:WaitFor(() => Answering() == DATABASE, 'the daemon of this history')
  g:Skein('daemon', 'stop')
  Settings({XDG_RUNTIME_DIR: base, SKEIN_DATABASE: base .. '/other.db'})
  g:WaitFor(() => Answering() == base .. '/other.db', 'the other one')
  g:Skein('daemon', 'stop')
  Again()
  g:Skein('daemon', 'start')
enddef

def g:Test_the_lock_says_whose_history_it_is()
  assert_true(Database.IsOurs(SOCKET))
  assert_false(Database.IsOurs(Directory() .. '/skein.sock'), 'without a lock')
  $SKEIN_DATABASE = Directory() .. '/other.db'
  assert_false(Database.IsOurs(SOCKET))
  # A link to the database is the same database.
  var link = Directory() .. '/link.db'
  system(printf('ln -s %s %s', shellescape(DATABASE), shellescape(link)))
  $SKEIN_DATABASE = link
  assert_true(Database.IsOurs(SOCKET))
  for line in ['database: /elsewhere.db', '  socket: /elsewhere.sock', '{"database": "/x.db"}']
    $SKEIN_CONFIG = tempname()
    writefile(['model: scripted', line], $SKEIN_CONFIG)
    assert_false(Database.IsOurs(SOCKET), line)
  endfor
  $SKEIN_CONFIG = tempname()
  writefile(['# database: as usual', 'model: scripted'], $SKEIN_CONFIG)
  assert_true(Database.IsOurs(SOCKET))
  Again()
enddef

def g:Test_what_the_command_has_told_holds_while_the_history_is_the_same()
  var [runtime, told] = [Directory(), Directory() .. '/skein.sock']
  Settings({XDG_RUNTIME_DIR: runtime})
  writefile(['1', told, '/one.db'], told .. '.lock')
  Socket.Remember({path: told, named: false, certain: true})
  assert_equal(told, Found())
  writefile(['1', told, '/another.db'], told .. '.lock')
  assert_equal(runtime .. '/skein/skein.sock', Found())
  writefile(['1', told, '/one.db'], told .. '.lock')
  $SKEIN_DATABASE = '/another.db'
  assert_equal(runtime .. '/skein/skein.sock', Found())
  Again()
enddef

def g:Test_directories_that_are_not_there_or_not_ours_are_passed_over()
  var [base, runtime] = [Directory(), Directory()]
  var uid = trim(system('id -u'))
  Settings({XDG_RUNTIME_DIR: runtime, TMPDIR: base})
  assert_equal(runtime .. '/skein/skein.sock', Found())
  Settings({XDG_RUNTIME_DIR: base .. '/none', TMPDIR: base})
  assert_equal(base .. '/skein-' .. uid .. '/skein.sock', Found())
  g:WaitForMessage('XDG_RUNTIME_DIR names ' .. base .. '/none, which is not there: it is ignored')
  Settings({XDG_RUNTIME_DIR: 'relative', TMPDIR: base .. '/none'})
  assert_equal('/tmp/skein-' .. uid .. '/skein.sock', Found())
  if uid == '0'
    system('chown 65534 ' .. runtime)
    Settings({XDG_RUNTIME_DIR: runtime, TMPDIR: base})
    assert_equal(base .. '/skein-' .. uid .. '/skein.sock', Found())
  endif
  Settings({SKEIN_SOCKET: '/somewhere/else.sock', XDG_RUNTIME_DIR: runtime})
  assert_equal('/somewhere/else.sock', Found())
  Again()
enddef

def g:Test_who_has_a_token_speaks_for_its_user()
  var mine = skein#call('auth/whoami').user.id
  var user = skein#call('user/create', {email: 'other@example.org'}).user.id
  var token = skein#call('session/create', {userId: user}).token
  # A change of the variable in a running Vim takes effect at the next connection.
  $SKEIN_TOKEN = token
  g:Skein('daemon', 'restart')
  g:WaitFor(() => !Connection.IsOpen(), 'the loss of the connection')
  assert_equal(user, skein#call('auth/whoami').user.id)
  $SKEIN_TOKEN = 'no such token'
  g:Skein('daemon', 'restart')
  g:WaitFor(() => !Connection.IsOpen(), 'the loss of the connection')
  assert_match('skein: .*token', Said())
  setenv('SKEIN_TOKEN', null)
  assert_equal(mine, skein#call('auth/whoami').user.id)
enddef
