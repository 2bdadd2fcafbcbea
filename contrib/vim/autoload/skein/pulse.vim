vim9script

# Checks whether a silent daemon still answers.
#
# When nothing was received for some beats while an answer is awaited, the daemon is asked for a sign
# of life, and given up when none arrives. Beats are counted, not time: a Vim that was suspended has
# received nothing either.

const BEAT_MS = 500
const BEATS_TO_ASK = 4
const BEATS_TO_GIVE_UP = 9

var timer = 0
var silent_beats = 0

# Checks as long as IsAwaited() is true; calls Ask() to request a sign of life, and Silent() when
# none arrived.
export def Attend(IsAwaited: func(): bool, Ask: func, Silent: func)
  if timer == 0
    silent_beats = 0
    Wait(IsAwaited, Ask, Silent)
  endif
enddef

# Called when something was received.
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
