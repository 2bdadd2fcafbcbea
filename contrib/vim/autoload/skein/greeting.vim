vim9script

# The first words with whoever listens at a socket: only what greets as skeind does is spoken to.

# The first byte says how a connection is framed, and what answers in the same way is skeind. Its
# answer to a ping comes at once, whatever else it does.
const FRAME = '^Content-Length: *\(\d\+\)\r\n\%([^\r\n]\+\r\n\)*\r\n'

# How long the answers may take.
const SECONDS = 4

# Opens a channel to a socket, and logs in where the environment has a token. Calls Done with the
# channel, open, and ''; else with a null channel and why not, or '' when nobody listens there.
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
    var question = json_encode(questions->remove(0))
    silent! ch_sendraw(opened, printf("Content-Length: %d\r\n\r\n%s", len(question), question))
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
  # A socket that nobody listens on is no error worth a message.
  silent! opened = ch_open('unix:' .. path, {
    mode: 'raw',
    callback: Hear,
    close_cb: (_) => End(null_channel, 'what listens at ' .. path
      .. ' closed the connection before it answered; `skein daemon logs` may say why'),
  })
  if ch_status(opened) != 'open'
    End(null_channel, '')
    return
  endif
  timer = timer_start(SECONDS * 1000, (_) => End(null_channel, Silence(path)))
  Ask()
enddef

# What to say of a daemon that has not answered in time.
export def Silence(path: string): string
  var pid = filereadable(path .. '.lock') ? get(readfile(path .. '.lock', '', 1), 0, '') : ''
  return pid =~ '^\d\+$'
    ? printf('skeind (process %s) at %s does not answer: `skein daemon stop` ends it, and the next '
      .. 'command starts another', pid, path)
    : printf('what listens at %s does not answer: if it is not skeind, end it, or name another '
      .. 'socket with SKEIN_SOCKET', path)
enddef

# The token of the environment, '' when it has none: who has one speaks for its user.
export def Token(): string
  return $SKEIN_TOKEN
enddef

# What is said first.
def Questions(): list<dict<any>>
  return [{jsonrpc: '2.0', id: 0, method: 'ping'}] + (Token() == '' ? []
    : [{jsonrpc: '2.0', id: 0, method: 'auth/login', params: {token: Token()}}])
enddef

# Whether all of an answer is there.
def IsWhole(heard: string): bool
  var frame = heard->matchlist(FRAME)
  return !frame->empty() && len(heard) >= len(frame[0]) + str2nr(frame[1])
enddef

def Stranger(path: string): string
  return printf('what answers at %s is not skeind: end it, or name another socket with '
    .. 'SKEIN_SOCKET', path)
enddef

# Why a daemon says no, '' when it does not: one that takes nobody on says so on a line, before it
# knows how to frame it.
def Refusal(heard: string): string
  var message = ''
  try
    message = json_decode(heard).error.message
  catch
  endtry
  return message
enddef
