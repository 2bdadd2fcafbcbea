vim9script

# The messages about a daemon that does not answer, and about another program in its place.

const SOCKET = $SKEIN_SOCKET
const LIMIT_SECONDS = 5

# Listens at a path and runs the Python code for each connection.
const LISTENER = ['import socket, sys', 'server = socket.socket(socket.AF_UNIX)',
  'server.bind(sys.argv[1])', 'server.listen()', 'print("ready", flush=True)', 'kept = []',
  'while True:', '    caller = server.accept()[0]', '    %s']

# The error of a call that must fail, and in time.
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

# Starts a program that listens and treats connections like this; returns its path.
def Listener(does: string): string
  var directory = tempname()
  mkdir(directory, '', 0o700)
  var path = directory .. '/skein.sock'
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
  $SKEIN_SOCKET = Listener(does)
  # The existing connection belongs to another daemon.
  g:Skein('call', '--socket', SOCKET, 'server/shutdown')
  g:WaitFor(() => Said() =~ pattern, pattern)
  $SKEIN_SOCKET = SOCKET
enddef

def g:Test_a_daemon_that_hangs_is_told_of_and_comes_back()
  Skein! say before
  g:WaitForLine('5 tokens')
  var pid = skein#call('server/info').pid
  system('kill -STOP ' .. pid)
  assert_match('skeind (process ' .. pid .. ') at .* does not answer', Said())
  # By then the connection is closed; a new one gets no answer either.
  var began = reltime()
  SkeinOpen anything
  assert_true(reltimefloat(reltime(began)) <= LIMIT_SECONDS + 0.5)
  assert_match('does not answer\|no answer within', v:errmsg)
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

def g:Test_another_program_at_the_socket_is_told_of()
  AssertSaid('caller.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")', 'is not skeind: end it')
  AssertSaid('caller.close()', 'closed the connection before it answered')
  AssertSaid('kept.append(caller)', 'does not answer: if it is not skeind')
  AssertSaid('caller.sendall(b''{"jsonrpc":"2.0","id":null,"error":'
    .. '{"code":-32001,"message":"Too many.","data":{"kind":"overloaded"}}}\n'')',
    'skein: Too many\.')
enddef
