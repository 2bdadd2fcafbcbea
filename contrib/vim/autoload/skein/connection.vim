vim9script

# One connection to the daemon: requests, answers, notifications, and reconnecting. An error is a
# dict as the daemon sends it; errors of the connection itself have the kind "unreachable" or
# "tooLarge".
#
# Functions that Vim calls by itself are called silently: if such a call compiles a function with
# lambdas, Vim would ask for <Enter> after the next command. ui.vim shows the messages for the user.

import autoload 'skein/dial.vim' as Dial
import autoload 'skein/frame.vim' as Frame
import autoload 'skein/greeting.vim' as Greeting
import autoload 'skein/need.vim' as Need
import autoload 'skein/pulse.vim' as Pulse
import autoload 'skein/text.vim' as Text

# The most that the daemon accepts as one message.
const MESSAGE_BYTES = 16 * 1024 * 1024
const ENVELOPE_BYTES = 1024

# The pauses before a lost connection is tried again, longer and longer, while turns run. No daemon is
# started for what is only on the screen.
const RETRY_MS = [100, 500, 1000, 2000, 4000, 8000, 8000, 8000]
const LOOK_MS = 2000
const LOOKS = 150

# How long a command waits for an answer, and how long when the daemon has to be found first.
const READY_SECONDS = 2
const FINDING_SECONDS = 5

const LOST = 'the connection to skeind was lost'

var channel: channel
var opening = false
var waiting: list<dict<any>>
var unanswered: dict<dict<any>>
var number = 0
var reader = Frame.Reader()
var listeners: dict<list<func>>
var lost_hooks: list<func>
var open_hooks: list<func>
var retries = 0
var looks = 0
var timer = 0
var address = ''

# Sends a request, and returns a value for Forget(). Callback gets (error, result), one of them
# v:null, and is called exactly once.
export def Request(method: string, params: dict<any>, Callback: func): dict<any>
  var request = {method: method, params: params, Callback: Callback}
  var encoded = json_encode(params)
  if len(encoded) > MESSAGE_BYTES - ENVELOPE_BYTES
    Callback(Error('tooLarge', printf('%s: that is more than the %d MiB that one message may have',
      method, MESSAGE_BYTES / 1024 / 1024)), v:null)
    return request
  endif
  # The answer to a message that is not Unicode would not contain the request's id.
  var clean = Text.Clean(encoded)
  if clean !=# encoded
    request.params = json_decode(clean)
  endif
  waiting->add(request)
  if IsOpen()
    Flush()
  else
    Open()
  endif
  return request
enddef

# Sends a request and waits for its answer, for this many seconds, or as long as a command may;
# CTRL-C ends the wait.
export def Wait(method: string, params: dict<any>, limit = 0): list<any>
  # In a script, Vim needs this moment to notice that the daemon has ended.
  sleep! 1m
  var seconds = limit > 0 ? limit : IsOpen() ? READY_SECONDS : FINDING_SECONDS
  var answer: list<any> = []
  var request = Request(method, params, (error, result) => {
    answer->extend([error, result])
  })
  var began = reltime()
  try
    while answer->empty()
      if reltimefloat(reltime(began)) > seconds
        Forget(request)
        return [Error('unreachable', printf('%s: no answer within %d s', method, seconds)), v:null]
      endif
      sleep! 1m
    endwhile
  catch /^Vim:Interrupt$/
    Forget(request)
    return [Error('cancelled', method .. ': interrupted'), v:null]
  endtry
  return answer
enddef

# Calls Handler with the params of every notification of this name.
export def On(notification: string, Handler: func)
  if !listeners->has_key(notification)
    listeners[notification] = []
  endif
  listeners[notification]->add(Handler)
enddef

# Calls Hook whenever a connection was established.
export def OnOpen(Hook: func)
  open_hooks->add(Hook)
enddef

# Calls Hook with the reason, and whether Vim tries again, whenever a connection is lost or fails.
export def OnLost(Hook: func)
  lost_hooks->add(Hook)
enddef

export def IsOpen(): bool
  return channel != null_channel && ch_status(channel) == 'open'
enddef

# An error of this plugin, in the form of the daemon's errors.
export def Error(kind: string, message: string): dict<any>
  return {code: 0, message: message, data: {kind: kind}}
enddef

def Flush()
  var requests = waiting
  waiting = []
  for request in requests
    Send(request)
  endfor
enddef

def Send(request: dict<any>)
  number += 1
  if Write({id: number, method: request.method, params: request.params})
    unanswered[string(number)] = request
    Attend()
  else
    request.Callback(Error('unreachable', LOST), v:null)
  endif
enddef

# Writes a message; false when the connection is lost.
def Write(message: dict<any>): bool
  try
    ch_sendraw(channel, Frame.Of(extendnew(message, {jsonrpc: '2.0'})))
  catch /^Vim\%((\a\+)\)\=:E\%(63[01]\|906\)/
    return false
  endtry
  return IsOpen()
enddef

def Heard(from: channel, bytes: string)
  if from != channel
    return
  endif
  Pulse.Heard()
  for message in Frame.Read(reader, bytes)
    if message->has_key('method')
      for Handler in get(listeners, message.method, [])
        silent Handler(get(message, 'params', {}))
      endfor
    elseif unanswered->has_key(string(get(message, 'id', '')))
      var request = unanswered->remove(string(message.id))
      silent request.Callback(get(message, 'error', v:null), get(message, 'result', v:null))
    endif
  endfor
enddef

# Drops a request that is not needed any more, and tells the daemon.
def Forget(forgotten: dict<any>)
  waiting->filter((_, request) => request isnot forgotten)
  for [id, request] in unanswered->items()
    if request is forgotten
      unanswered->remove(id)
      Write({method: '$/cancelRequest', params: {id: str2nr(id)}})
    endif
  endfor
enddef

def Open(may_start = true)
  if opening
    return
  endif
  opening = true
  if &encoding !=# 'utf-8'
    NotOpened('text would be lost: put `set encoding=utf-8` into your vimrc')
    return
  endif
  Dial.Dial(may_start, (found, path, why) => {
    if found != null_channel
      Opened(found, path)
    elseif may_start
      NotOpened(why)
    else
      opening = false
      if waiting->empty()
        Lost(why)
      else
        # A request was made meanwhile.
        Open()
      endif
    endif
  })
enddef

def Opened(found: channel, path: string)
  channel = found
  address = path
  reader = Frame.Reader()
  ch_setoptions(channel, {mode: 'raw', callback: Heard, close_cb: Closed})
  opening = false
  retries = 0
  looks = 0
  # These were sent on another connection, which broke before it answered.
  Fail(unanswered, Error('unreachable', LOST))
  for Hook in open_hooks
    Hook()
  endfor
  Flush()
  Attend()
enddef

def NotOpened(message: string)
  opening = false
  FailAll(Error('unreachable', message))
  # Without an earlier connection, the callers get the error at once.
  Lost(message, retries == 0)
enddef

def Closed(closed: channel)
  # There may be another connection already.
  if closed == channel
    silent GiveUp(LOST)
  endif
enddef

# The callbacks may send new requests: these must not fail with the old ones.
def FailAll(error: dict<any>)
  var requests = waiting
  waiting = []
  Fail(unanswered, error)
  for request in requests
    request.Callback(error, v:null)
  endfor
enddef

def Fail(requests: dict<dict<any>>, error: dict<any>)
  unanswered = {}
  for request in requests->values()
    request.Callback(error, v:null)
  endfor
enddef

def Lost(message: string, final = false)
  var again = !final && Need.Most() == 'now' && retries < RETRY_MS->len()
  for Hook in lost_hooks
    Hook(message, again)
  endfor
  timer_stop(timer)
  if again
    timer = timer_start(RETRY_MS[retries], (_) => {
      silent Retry()
    })
    retries += 1
    return
  endif
  retries = 0
  # The hooks have ended everything that needed the connection at once.
  if Need.Most() != '' && looks < LOOKS
    timer = timer_start(LOOK_MS, (_) => {
      silent Retry()
    })
    looks += 1
  endif
enddef

def Retry()
  if !IsOpen() && !opening
    Open(Need.Most() == 'now')
  endif
enddef

# Checks from now on whether the daemon still answers, as long as an answer is awaited.
def Attend()
  Pulse.Attend(() => IsOpen() && (!unanswered->empty() || Need.Most() == 'now'),
    () => {
      Write({id: 0, method: 'ping', params: {}})
    },
    () => {
      ch_close(channel)
      GiveUp(Greeting.Silence(address))
    })
enddef

# Begins to look for another connection.
def GiveUp(why: string)
  channel = null_channel
  FailAll(Error('unreachable', why))
  Lost(why)
enddef
