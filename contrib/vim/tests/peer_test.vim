vim9script

# Which programs the plugin sends data to: see contrib/stranger.

const STRANGER = expand('<sfile>:p:h:h:h') .. '/stranger'
const DAEMON = $SKEIN_SOCKET

# Starts another user's program that listens on the socket of this Vim, the default one or a named
# one; {} where that needs root.
def Stranger(shape: string, named = false): dict<any>
  var stranger: dict<any> = {base: tempname(), said: [], status: -1}
  mkdir(stranger.base, '', 0o700)
  stranger.job = job_start([STRANGER, shape, stranger.base], {
    out_cb: (_, line) => {
      stranger.said->add(line)
    },
    exit_cb: (_, status) => {
      stranger.status = status
    },
  })
  g:WaitFor(() => stranger.said->len() > 0 || stranger.status >= 0, 'a stranger')
  if stranger.status == 77
    writefile(['not tested, because it needs root: a stranger (' .. shape .. ')'], '/dev/stderr')
    return {}
  endif
  var directory = stranger.base .. '/skein-' .. trim(system('id -u'))
  stranger.path = directory .. '/skein.sock'
  Settings(stranger.base, named ? stranger.path : '')
  return stranger
enddef

def Settings(base: string, socket: string)
  $TMPDIR = base
  $XDG_RUNTIME_DIR = ''
  $SKEIN_SOCKET = socket
enddef

# Ends the stranger; returns how many bytes it received.
def End(stranger: dict<any>): string
  ch_close_in(stranger.job)
  g:WaitFor(() => stranger.said->len() == 2, 'how much the stranger was sent')
  g:WaitFor(() => stranger.status >= 0, 'the end of a stranger')
  Settings('/tmp', DAEMON)
  return stranger.said[1]
enddef

def Refused(): string
  try
    skein#call('ping')
  catch /^skein: /
    return v:exception
  endtry
  return 'it answered'
enddef

def Refuses(shape: string, why: string)
  var stranger = Stranger(shape)
  if stranger->empty()
    return
  endif
  var said = Refused()
  assert_match('skein: nothing was sent to ' .. stranger.path .. ', because ' .. why, said)
  assert_match('set XDG_RUNTIME_DIR to a directory of your own, or SKEIN_SOCKET to a socket', said)
  assert_equal(said, Refused(), 'nor when it is tried again')
  assert_equal('0', End(stranger))
enddef

def g:Test_1_a_directory_of_another_user_is_sent_nothing()
  Refuses('taken', 'its directory belongs to uid 65534')
enddef

def g:Test_1_a_socket_of_another_user_in_our_directory_is_sent_nothing()
  Refuses('inside', 'it belongs to uid 65534')
enddef

def g:Test_1_a_directory_that_is_open_or_a_link_is_sent_nothing()
  Refuses('open', 'its directory is open to others (drwxrwxrwx)')
  Refuses('link', 'its directory is not a directory')
  Refuses('above', '/.* is open to others (drwxrwxrwx)')
enddef

def g:Test_1_what_cannot_be_seen_is_sent_nothing()
  var path = $PATH
  var stranger = Stranger('open')
  setfperm(fnamemodify(stranger.path, ':h'), 'rwx------')
  $PATH = '/no/such/directory'
  assert_match('ls does not show its owner', Refused())
  $PATH = path
  assert_equal('0', End(stranger))
enddef

def g:Test_2_a_group_that_is_let_in_is_no_stranger()
  var stranger = Stranger('open')
  setfperm(fnamemodify(stranger.path, ':h'), 'rwxr-x---')
  # A daemon that has another database, or may have another one, is sent nothing.
  writefile(['1', stranger.path, $HOME .. '/.local/share/skein/skein.db'], stranger.path .. '.lock')
  assert_equal({}, skein#call('ping'))
  assert_true(str2nr(End(stranger)) > 0)
enddef

def g:Test_2_who_listens_at_a_socket_that_was_named_is_told_once()
  for _ in range(2)
    var stranger = Stranger('taken', true)
    if stranger->empty()
      return
    endif
    assert_equal({}, skein#call('ping'))
    g:WaitForMessage('belongs to uid 65534')
    assert_true(str2nr(End(stranger)) > 0)
  endfor
  assert_equal(2, execute('messages')->split("\n")->filter((_, line) => line =~ 'uid 65534')->len())
enddef

def g:Test_3_a_stranger_who_takes_the_place_of_the_daemon_is_sent_nothing()
  var pid = skein#call('server/info').pid
  var stranger = Stranger('taken')
  if !stranger->empty()
    system('kill -9 ' .. pid)
    g:WaitForLoss()
    assert_match('nothing was sent', Refused())
    assert_equal('0', End(stranger))
  endif
enddef
