vim9script

# Which daemon is asked, and what is said of one that does not answer.

import autoload 'skein/connection.vim' as Connection
import autoload 'skein/database.vim' as Database
import autoload 'skein/socket.vim' as Socket

const SOCKET = $SKEIN_SOCKET
const DATABASE = $HOME .. '/.local/share/skein/skein.db'
const LIMIT_SECONDS = 5

# Listens at a path and treats whoever comes as the Python code says.
const LISTENER = ['import socket, sys', 'server = socket.socket(socket.AF_UNIX)',
  'server.bind(sys.argv[1])', 'server.listen()', 'print("ready", flush=True)', 'kept = []',
  'while True:', '    caller = server.accept()[0]', '    %s']

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

# What a call says that fails, and that it says so in time.
def Said(): string
  var began = reltime()
  var said = ''
  try
    skein#call('ping')
  catch /^skein: /
    said = v:exception
  endtry
  assert_true(reltimefloat(reltime(began)) < LIMIT_SECONDS, 'it takes too long')
  return said
enddef

# Where somebody listens who does this with callers.
def Listener(does: string): string
  var path = Directory() .. '/skein.sock'
  var said: list<string>
  job_start(['python3', '-c', printf(LISTENER->join("\n"), does), path], {
    out_cb: (_, line) => {
      said->add(line)
    },
  })
  g:WaitFor(() => said == ['ready'], 'a listener')
  return path
enddef

def AssertSaid(does: string, pattern: string)
  skein#call('ping')
  Settings({SKEIN_SOCKET: Listener(does)})
  # The connection that stands is another daemon's.
  g:Skein('call', '--socket', SOCKET, 'server/shutdown')
  g:WaitFor(() => Said() =~ pattern, pattern)
  Again()
enddef

def g:Test_a_daemon_of_another_history_is_passed_over()
  var base = Directory()
  Settings({XDG_RUNTIME_DIR: base, SKEIN_DATABASE: base .. '/other.db'})
  g:Skein('daemon', 'start')
  Settings({XDG_RUNTIME_DIR: base})
  assert_true(getftype(base .. '/skein/skein.sock') == 'socket')
  g:KillDaemon()
  sleep 50m
  assert_equal(DATABASE, skein#call('server/info').databasePath)
  g:Skein('daemon', 'stop')
  Settings({XDG_RUNTIME_DIR: base, SKEIN_DATABASE: base .. '/other.db'})
  g:WaitFor(() => skein#call('server/info').databasePath == base .. '/other.db', 'the other one')
  g:Skein('daemon', 'stop')
  Again()
  g:Skein('daemon', 'start')
enddef

def g:Test_the_lock_says_whose_history_it_is()
  assert_true(Database.IsOurs(SOCKET))
  assert_false(Database.IsOurs(Directory() .. '/skein.sock'), 'without a lock')
  $SKEIN_DATABASE = Directory() .. '/other.db'
  assert_false(Database.IsOurs(SOCKET))
  # A link to it is the same one.
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

def g:Test_directories_that_are_not_there_or_not_ours_are_passed_over()
  var [base, runtime] = [Directory(), Directory()]
  var uid = trim(system('id -u'))
  Settings({XDG_RUNTIME_DIR: runtime, TMPDIR: base})
  assert_equal(runtime .. '/skein/skein.sock', Found())
  Settings({XDG_RUNTIME_DIR: base .. '/none', TMPDIR: base})
  assert_equal(base .. '/skein-' .. uid .. '/skein.sock', Found())
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

def g:Test_a_daemon_that_hangs_is_told_of_and_comes_back()
  Skein! say before
  g:WaitForLine('5 tokens')
  var pid = skein#call('server/info').pid
  system('kill -STOP ' .. pid)
  assert_match('skeind (process ' .. pid .. ') at .* does not answer', Said())
  # The connection is closed by then: another one is not answered either.
  assert_match('skeind (process ' .. pid .. ') at .* does not answer', Said())
  var began = reltime()
  SkeinOpen anything
  SkeinModel
  assert_true(reltimefloat(reltime(began)) < 2 * LIMIT_SECONDS)
  system('kill -CONT ' .. pid)
  Skein say after
  g:WaitForLine('^after$')
enddef

def g:Test_a_daemon_that_hangs_under_an_answer_goes_on()
  Skein! hold on
  g:WaitForLine('^begun')
  var pid = skein#call('server/info').pid
  system('kill -STOP ' .. pid)
  g:WaitForLine('no connection')
  system('kill -CONT ' .. pid)
  g:WaitForLine('answering')
  SkeinCancel
  g:WaitForLine('cancelled$')
enddef

def g:Test_who_has_a_token_speaks_for_its_user()
  var mine = skein#call('auth/whoami').user.id
  var user = skein#call('user/create', {email: 'other@example.org'}).user.id
  var token = skein#call('session/create', {userId: user}).token
  # Who changes it in a running Vim means it for the next connection.
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

def g:Test_another_program_at_the_socket_is_told_of()
  AssertSaid('caller.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")', 'is not skeind: end it')
  AssertSaid('caller.close()', 'closed the connection before it answered')
  AssertSaid('kept.append(caller)', 'does not answer: if it is not skeind')
  AssertSaid('caller.sendall(b''{"jsonrpc":"2.0","id":null,"error":'
    .. '{"code":-32001,"message":"Too many.","data":{"kind":"overloaded"}}}\n'')',
    'skein: Too many\.')
enddef
