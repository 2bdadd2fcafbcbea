vim9script

# Asks the model, and follows the turns from asking to their end, also over a lost connection.

import autoload 'skein/connection.vim' as Connection
import autoload 'skein/followed.vim' as Followed
import autoload 'skein/progress.vim' as Progress
import autoload 'skein/text.vim' as Text
import autoload 'skein/ui.vim' as Ui

# The most text in one question: it is sent back in several messages, and a client with 8 MiB of
# unread data is disconnected.
const INPUT_BYTES = 1024 * 1024

# How often deltas arrive: often enough for reading, seldom enough for typing.
const DELTA_INTERVAL_MS = 50

# How many attempts to watch a turn fail before Vim gives up on it; the daemon continues it.
const WATCHES = 6

const NO_CONNECTION = 'no connection'

# Asks, and returns the turn; Done gets (error, turn, the daemon's turn or {}) when it has ended.
export def Start(params: dict<any>, Done: any = null): dict<any>
  var id = Text.Uuid()
  var turn = Followed.New(id, get(params, 'threadId', v:null), params.input, get(params, 'model', v:null))
  turn.params = extendnew(params, {id: id, deltaIntervalMs: DELTA_INTERVAL_MS})
  turn.Done = Done
  Followed.Tell('Began', [turn])
  if len(params.input) > INPUT_BYTES
    End(turn, Connection.Error('tooLarge', printf(
      'this is %d KiB, and Vim sends at most %d: `skein ask` takes more',
      len(params.input) / 1024, INPUT_BYTES / 1024)), {}, [])
  else
    Ask(turn)
  endif
  return turn
enddef

# Asks the question of an ended turn again, of its own model or of the given one.
export def Retry(wire: dict<any>, model = '')
  var turn = Followed.New(Text.Uuid(), wire.threadId, wire.input, model ?? wire.model)
  turn.retryOf = wire.id
  turn.method = 'turn/retry'
  turn.params = {turnId: wire.id, id: turn.id, deltaIntervalMs: DELTA_INTERVAL_MS}
  if model != ''
    turn.params.model = model
  endif
  Followed.Tell('Began', [turn])
  Ask(turn)
enddef

# Follows a turn that another client has started, unless it is followed already.
export def Follow(wire: dict<any>)
  if Followed.IsFollowed(wire.id)
    return
  endif
  var turn = Followed.New(wire.id, wire.threadId, wire.input, wire.model)
  turn.retryOf = wire.retryOf
  turn.answered = true
  turn.queued = wire.status == 'queued'
  Followed.Tell('Began', [turn])
  Rewatch(turn)
enddef

# Cancels a turn; its output so far is kept.
export def Cancel(turn: dict<any>)
  turn.note = 'cancelling'
  Followed.Tell('Changed', [turn])
  Connection.Request('turn/cancel', {turnId: turn.id}, (error, _) => {
    if error != null && Followed.IsFollowed(turn.id)
      Ui.Warn(error.message)
    endif
  })
enddef

# Whether it was asked here.
export def IsOurs(turn: dict<any>): bool
  return !turn.params->empty()
enddef

def Ask(turn: dict<any>)
  Connection.Request(turn.method, turn.params, (error, result) => {
    if !Followed.IsFollowed(turn.id)
      return
    elseif error == null
      turn.answered = true
      turn.queued = result.turn.status == 'queued'
      turn.model = result.turn.model
      turn.threadId = result.turn.threadId
      turn.threadNumber = result.thread == null ? 0 : result.thread.number
      Followed.Tell('Changed', [turn])
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
    if !Followed.IsFollowed(turn.id)
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
          Followed.Tell('Replaced', [turn])
        endif
      else
        Grow(turn, 'reasoning', result.reasoning)
        Grow(turn, 'text', result.text)
      endif
      Followed.Tell('Changed', [turn])
    elseif error.data.kind != 'unreachable'
      End(turn, error, {}, [])
    endif
  })
enddef

def Grow(turn: dict<any>, kind: string, text: string)
  if text == ''
    return
  endif
  var state = Progress.State(turn)
  turn[kind] ..= text
  Followed.Tell('Grew', [turn, kind, text])
  if Progress.State(turn) != state
    Followed.Tell('Changed', [turn])
  endif
enddef

def End(turn: dict<any>, error: any, wire: dict<any>, messages: list<any>)
  Followed.Remove(turn)
  Followed.Tell('Ended', [turn, error, wire, messages])
  if turn.Done != null
    call(turn.Done, [error, turn, wire])
  endif
  g:skein_turn = !wire->empty() ? wire
    : {id: turn.id, threadId: turn.threadId, status: 'failed', error: error}
  if exists('#User#SkeinTurnEnded')
    unsilent doautocmd <nomodeline> User SkeinTurnEnded
  endif
enddef

# Calls Act with the turn that a notification is about, if it is followed here.
def About(params: dict<any>, Act: func)
  var turn = Followed.Get(params->has_key('turn') ? params.turn.id : params.turnId)
  if !turn->empty()
    Act(turn)
  endif
enddef

Connection.On('turn/started', (params) => About(params, (turn) => {
  turn.queued = false
  turn.note = ''
  Followed.Tell('Changed', [turn])
}))
Connection.On('turn/delta', (params) => About(params, (turn) => {
  turn.seq = params.seq
  turn.watches = 0
  turn.note = turn.note == 'cancelling' ? turn.note : ''
  Grow(turn, params.kind, params.text)
}))
Connection.On('turn/retrying', (params) => About(params, (turn) => {
  Progress.Retrying(turn, params)
  Followed.Tell('Changed', [turn])
}))
Connection.On('turn/lagged', (params) => About(params, Rewatch))
Connection.On('turn/ended', (params) => About(params, (turn) => {
  End(turn, params.turn.error, params.turn, params.messages)
}))

Connection.OnOpen(() => {
  for turn in Followed.Running()
    if turn.answered
      Rewatch(turn)
    elseif turn.note == NO_CONNECTION
      # The same id attaches to the turn if the daemon has it, and asks otherwise.
      Ask(turn)
    endif
  endfor
})
Connection.OnLost((message, again) => {
  for turn in Followed.Running()
    if again
      turn.note = NO_CONNECTION
      Followed.Tell('Changed', [turn])
    else
      End(turn, Connection.Error('unreachable', message), {}, [])
    endif
  endfor
})
