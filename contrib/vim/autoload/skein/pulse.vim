vim9script

# Whether a daemon still lives that says nothing.
#
# One from which nothing is heard for so many beats while something is awaited is asked for a sign
# of life, and given up when none has come. Beats are counted, not time: a Vim that was stopped has
# heard nothing either.

const BEAT_MS = 500
const BEATS_TO_ASK = 4
const BEATS_TO_GIVE_UP = 9

var timer = 0
var silent_beats = 0

# Listens as long as IsAwaited() holds; calls Ask() for a sign of life, and Silent() when none came.
export def Attend(IsAwaited: func(): bool, Ask: func, Silent: func)
  if timer == 0
    silent_beats = 0
    Wait(IsAwaited, Ask, Silent)
  endif
enddef

# Something was heard.
export def Heard()
  silent_beats = 0
enddef

def Wait(IsAwaited: func(): bool, Ask: func, Silent: func)
  timer = timer_start(BEAT_MS, (_) => {
    timer = 0
    silent_beats += 1
    if !IsAwaited()
      return
    elseif silent_beats >= BEATS_TO_GIVE_UP
      silent Silent()
      return
    elseif silent_beats == BEATS_TO_ASK
      Ask()
    endif
    Wait(IsAwaited, Ask, Silent)
  })
enddef
