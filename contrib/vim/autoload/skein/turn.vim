vim9script

# The turns that this Vim follows, from asking to their end, also over a lost connection.
#
# A turn is {id, number, threadId, threadNumber, retryOf, input, model, text, reasoning, seq,
# queued, note, due, began, method, params, answered, watches, Done}: due is when the provider is
# asked again. Watchers see every turn and choose by its threadId; Done, if not null, is the asker's
# own.

import autoload 'skein/connection.vim' as Connection
import autoload 'skein/need.vim' as Need
import autoload 'skein/text.vim' as Text
import autoload 'skein/ui.vim' as Ui

# The most text in one question: it is sent back in several messages, and a client with 8 MiB of
# unread data is disconnected.
const INPUT_BYTES = 1024 * 1024

# How often deltas arrive: often enough for reading, seldom enough for typing.
const DELTA_INTERVAL_MS = 50

# How many attempts to watch a turn fail before Vim gives up on it; the daemon continues it.
const WATCHES = 6

# The beginning of a turn's note before the next attempt, and its length.
const TRYING_AGAIN = 'trying again'
const NOTE_CELLS = 300

const NO_CONNECTION = 'no connection'

# How many turns followed here are remembered.
const KNOWN_TURNS = 200

var turns: dict<dict<any>>
var known: list<string>
var watchers: list<dict<func>>
var ticking = 0
var counter = 0

# Calls {Began, Grew, Replaced, Changed, Ended} of Watcher for every turn, as they apply.
export def Watch(watcher: dict<func>)
  watchers->add(watcher)
enddef

# Asks, and returns the turn; Done gets (error, turn, the daemon's turn or {}) when it has ended.
export def Start(params: dict<any>, Done: any = null): dict<any>
  var id = Text.Uuid()
  var turn = New(id, get(params, 'threadId', v:null), params.input, get(params, 'model', v:null))
  turn.params = extendnew(params, {id: id, deltaIntervalMs: DELTA_INTERVAL_MS})
  turn.Done = Done
  Tell('Began', [turn])
  if len(params.input) > INPUT_BYTES
    End(turn, Connection.Error('tooLarge', printf(
      'this is %d KiB, and Vim sends at most %d: `skein ask` takes more',
      len(params.input) / 1024, INPUT_BYTES / 1024)), {}, [])
  else
    Ask(turn)
  endif
  return turn
enddef

# Asks the question of an ended turn again.
export def Retry(wire: dict<any>)
  var turn = New(Text.Uuid(), wire.threadId, wire.input, wire.model)
  turn.retryOf = wire.id
  turn.method = 'turn/retry'
  turn.params = {turnId: wire.id, id: turn.id, deltaIntervalMs: DELTA_INTERVAL_MS}
  Tell('Began', [turn])
  Ask(turn)
enddef

# Follows a turn that another client has started, unless it is followed already.
export def Follow(wire: dict<any>)
  if turns->has_key(wire.id)
    return
  endif
  var turn = New(wire.id, wire.threadId, wire.input, wire.model)
  turn.retryOf = wire.retryOf
  turn.answered = true
  turn.queued = wire.status == 'queued'
  Tell('Began', [turn])
  Rewatch(turn)
enddef

# The turns that have not ended, the oldest first.
export def Running(): list<dict<any>>
  return turns->values()->sort((a, b) => a.number - b.number)
enddef

# Whether a turn is followed here and has not ended.
export def IsFollowed(id: string): bool
  return turns->has_key(id)
enddef

# Whether a turn is or was followed here: late notifications about it are ignored.
export def IsKnown(id: string): bool
  return known->index(id) >= 0
enddef

# Cancels a turn; its output so far is kept.
export def Cancel(turn: dict<any>)
  turn.note = 'cancelling'
  Tell('Changed', [turn])
  Connection.Request('turn/cancel', {turnId: turn.id}, (error, _) => {
    if error != null && turns->has_key(turn.id)
      Ui.Warn(error.message)
    endif
  })
enddef

# What a turn is waiting for.
export def State(turn: dict<any>): string
  return turn.note != '' ? turn.note
    : turn.queued ? 'waiting for the turn before it'
    : turn.text != '' ? 'answering'
    : turn.reasoning != '' ? 'thinking'
    : 'waiting'
enddef

# The time since a turn began, or until the next attempt, and what it is waiting for.
export def Progress(turn: dict<any>): string
  var left = turn.due - localtime()
  return left > 0 && turn.note =~ '^' .. TRYING_AGAIN
    ? turn.note->substitute(TRYING_AGAIN, printf('\0 in %d s', left), '')
    : printf('%d s · %s', turn.began->reltime()->reltimefloat()->float2nr(), State(turn))
enddef

# Whether it was asked here.
export def IsOurs(turn: dict<any>): bool
  return !turn.params->empty()
enddef

def New(id: string, threadId: any, input: any, model: any): dict<any>
  counter += 1
  var turn = {
    id: id, number: counter, threadId: threadId, threadNumber: 0, retryOf: null, input: input,
    model: model, text: '', reasoning: '', seq: 0, queued: false, note: '', due: 0,
    began: reltime(),
    method: 'turn/start', params: {}, answered: false, watches: 0, Done: null,
  }
  turns[id] = turn
  known->add(id)
  if known->len() > KNOWN_TURNS
    known->remove(0)
  endif
  if ticking == 0
    ticking = timer_start(1000, (_) => {
      silent Tick()
    }, {repeat: -1})
  endif
  return turn
enddef

def Ask(turn: dict<any>)
  Connection.Request(turn.method, turn.params, (error, result) => {
    if !turns->has_key(turn.id)
      return
    elseif error == null
      turn.answered = true
      turn.queued = result.turn.status == 'queued'
      turn.model = result.turn.model
      turn.threadId = result.turn.threadId
      turn.threadNumber = result.thread == null ? 0 : result.thread.number
      Tell('Changed', [turn])
    elseif error.data.kind != 'unreachable'
      End(turn, error, {}, [])
    else
      turn.note = NO_CONNECTION
    endif
  })
enddef

def Rewatch(turn: dict<any>)
  turn.watches += 1
  if turn.watches > WATCHES
    End(turn, Connection.Error('unreachable',
      'the connection was lost too often; the answer will be in the thread'), {}, [])
    return
  endif
  var params = {turnId: turn.id, afterSeq: turn.seq, deltaIntervalMs: DELTA_INTERVAL_MS}
  Connection.Request('turn/watch', params, (error, result) => {
    if !turns->has_key(turn.id)
      return
    elseif error == null
      turn.note = ''
      turn.seq = result.seq
      turn.queued = result.turn.status == 'queued'
      if result.fromSeq == 0
        # After a crash the daemon may have less text than was received here.
        if result.turn.status != 'interrupted' || stridx(turn.text, result.text) != 0
          turn.text = result.text
          turn.reasoning = result.reasoning
          Tell('Replaced', [turn])
        endif
      else
        Grow(turn, 'reasoning', result.reasoning)
        Grow(turn, 'text', result.text)
      endif
      Tell('Changed', [turn])
    elseif error.data.kind != 'unreachable'
      End(turn, error, {}, [])
    endif
  })
enddef

def Grow(turn: dict<any>, kind: string, text: string)
  if text == ''
    return
  endif
  var state = State(turn)
  turn[kind] ..= text
  Tell('Grew', [turn, kind, text])
  if State(turn) != state
    Tell('Changed', [turn])
  endif
enddef

def End(turn: dict<any>, error: any, wire: dict<any>, messages: list<any>)
  turns->remove(turn.id)
  if turns->empty()
    timer_stop(ticking)
    ticking = 0
  endif
  Ui.RedrawStatus()
  Tell('Ended', [turn, error, wire, messages])
  if turn.Done != null
    call(turn.Done, [error, turn, wire])
  endif
  g:skein_turn = !wire->empty() ? wire
    : {id: turn.id, threadId: turn.threadId, status: 'failed', error: error}
  if exists('#User#SkeinTurnEnded')
    unsilent doautocmd <nomodeline> User SkeinTurnEnded
  endif
enddef

def Tell(what: string, arguments: list<any>)
  for watcher in watchers
    if watcher->has_key(what)
      call(watcher[what], arguments)
    endif
  endfor
enddef

def Tick()
  for turn in turns->values()
    Tell('Changed', [turn])
  endfor
  Ui.RedrawStatus()
enddef

# Calls Act with the turn that a notification is about, if it is followed here.
def About(params: dict<any>, Act: func)
  var turn = get(turns, params->has_key('turn') ? params.turn.id : params.turnId, {})
  if !turn->empty()
    Act(turn)
  endif
enddef

Connection.On('turn/started', (params) => About(params, (turn) => {
  turn.queued = false
  turn.note = ''
  Tell('Changed', [turn])
}))
Connection.On('turn/delta', (params) => About(params, (turn) => {
  turn.seq = params.seq
  turn.watches = 0
  turn.note = turn.note == 'cancelling' ? turn.note : ''
  Grow(turn, params.kind, params.text)
}))
Connection.On('turn/retrying', (params) => About(params, (turn) => {
  turn.note = Text.Short(printf('%s, attempt %d of %d. %s', TRYING_AGAIN, params.attempt,
    params.maxAttempts, Ui.Words(params.error)), NOTE_CELLS)
  turn.due = localtime() + (params.delayMs + 999) / 1000
  Tell('Changed', [turn])
}))
Connection.On('turn/lagged', (params) => About(params, Rewatch))
Connection.On('turn/ended', (params) => About(params, (turn) => {
  End(turn, params.turn.error, params.turn, params.messages)
}))

Connection.OnOpen(() => {
  for turn in Running()
    if turn.answered
      Rewatch(turn)
    elseif turn.note == NO_CONNECTION
      # The same id attaches to the turn if the daemon has it, and asks otherwise.
      Ask(turn)
    endif
  endfor
})
Connection.OnLost((message, again) => {
  for turn in Running()
    if again
      turn.note = NO_CONNECTION
      Tell('Changed', [turn])
    else
      End(turn, Connection.Error('unreachable', message), {}, [])
    endif
  endfor
})
Need.Add(() => turns->empty() ? '' : 'now')
