vim9script

# What a turn is waiting for, in words.

import autoload 'skein/text.vim' as Text
import autoload 'skein/ui.vim' as Ui

# The beginning of a turn's note before the next attempt, and its length.
const TRYING_AGAIN = 'trying again'
const NOTE_CELLS = 300

# What a turn is waiting for.
export def State(turn: dict<any>): string
  return turn.note != '' ? turn.note
    : turn.queued ? 'waiting for the turn before it'
    : turn.text != '' ? 'answering'
    : turn.reasoning != '' ? 'thinking'
    : 'waiting'
enddef

# The time since a turn began, or until the next attempt, and what it is waiting for.
export def Of(turn: dict<any>): string
  var left = turn.due - localtime()
  return left > 0 && turn.note =~ '^' .. TRYING_AGAIN
    ? turn.note->substitute(TRYING_AGAIN, printf('\0 in %d s', left), '')
    : printf('%d s · %s', turn.began->reltime()->reltimefloat()->float2nr(), State(turn))
enddef

# Notes that the provider is asked again, as turn/retrying says it.
export def Retrying(turn: dict<any>, params: dict<any>)
  turn.note = Text.Short(printf('%s, attempt %d of %d. %s', TRYING_AGAIN, params.attempt,
    params.maxAttempts, Ui.Words(params.error)), NOTE_CELLS)
  turn.due = localtime() + (params.delayMs + 999) / 1000
enddef
