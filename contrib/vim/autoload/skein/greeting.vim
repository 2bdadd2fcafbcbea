vim9script

# The first messages on a connection: they show whether skeind listens at the socket.

import autoload 'skein/frame.vim' as Frame

# The first byte decides the framing of a connection, and a peer that answers with the same framing
# is skeind. It answers a ping at once, whatever else it does.
const FRAME = '^Content-Length: *\(\d\+\)\r\n\%([^\r\n]\+\r\n\)*\r\n'

# How long the answers may take.
const SECONDS = 4

# Opens a channel to a socket, and logs in where the environment has a token. Calls Done with the
# open channel and ''; on failure with a null channel and the reason, which is '' when nobody
# listens there.
export def Open(path: string, Done: func)
  var questions = Questions()
  var heard = ''
  var ended = false
  var timer = 0
  var opened: channel
  def End(found: channel, why: string)
    if ended
      return
    endif
    ended = true
    timer_stop(timer)
    if found == null_channel && ch_status(opened) != 'fail' && ch_status(opened) != 'closed'
      ch_close(opened)
    endif
    silent Done(found, why)
  enddef
  def Ask()
    silent! ch_sendraw(opened, Frame.Of(questions->remove(0)))
  enddef
  def Hear(_: channel, bytes: string)
    heard ..= bytes
    if heard !~ '^Content-Length:'
      End(null_channel, Refusal(heard) ?? Stranger(path))
    elseif IsWhole(heard)
      var refusal = Refusal(heard->substitute(FRAME, '', ''))
      heard = ''
      if refusal != '' || questions->empty()
        End(refusal == '' ? opened : null_channel, refusal)
      else
        Ask()
      endif
    endif
  enddef
  # A socket without a listener is no error that needs a message.
  silent! opened = ch_open('unix:' .. path, {
    mode: 'raw',
    callback: Hear,
    close_cb: (_) => End(null_channel, 'the program at ' .. path
      .. ' closed the connection before it answered; `skein daemon logs` may say why'),
  })
  if ch_status(opened) != 'open'
    End(null_channel, '')
    return
  endif
  timer = timer_start(SECONDS * 1000, (_) => End(null_channel, Silence(path)))
  Ask()
enddef

# The message about a daemon that has not answered in time.
export def Silence(path: string): string
  var pid = filereadable(path .. '.lock') ? get(readfile(path .. '.lock', '', 1), 0, '') : ''
  return pid =~ '^\d\+$'
    ? printf('skeind (process %s) at %s does not answer: `skein daemon stop` ends it, and the next '
      .. 'command starts another', pid, path)
    : printf('the program at %s does not answer: if it is not skeind, end it, or name another '
      .. 'socket with SKEIN_SOCKET', path)
enddef

# The token of the environment; '' when it has none. It decides which user the connection acts as.
export def Token(): string
  return $SKEIN_TOKEN
enddef

# The first requests on a connection.
def Questions(): list<dict<any>>
  return [{jsonrpc: '2.0', id: 0, method: 'ping'}] + (Token() == '' ? []
    : [{jsonrpc: '2.0', id: 0, method: 'auth/login', params: {token: Token()}}])
enddef

# Whether an answer was received as a whole.
def IsWhole(heard: string): bool
  var frame = heard->matchlist(FRAME)
  return !frame->empty() && len(heard) >= len(frame[0]) + str2nr(frame[1])
enddef

def Stranger(path: string): string
  return printf('the program at %s is not skeind: end it, or name another socket with '
    .. 'SKEIN_SOCKET', path)
enddef

# The reason why a daemon refuses the connection; '' when it does not. A daemon that accepts no more
# connections says so on one line, before it knows the framing.
def Refusal(heard: string): string
  var message = ''
  try
    message = json_decode(heard).error.message
  catch
  endtry
  return message
enddef
