vim9script

# The implementation of the public functions.

import autoload 'skein/connection.vim' as Connection
import autoload 'skein/followed.vim' as Followed
import autoload 'skein/progress.vim' as Progress
import autoload 'skein/text.vim' as Text
import autoload 'skein/visible.vim' as Visible

# How long skein#call() waits for an answer by default; g:skein_wait_seconds changes it.
const WAIT_SECONDS = 60

# The space in a status line is limited.
const STATUS_CELLS = 60

# skein#call()
export def Call(method: string, params: dict<any>, Callback: any = null): any
  if Callback != null
    var Told: func = type(Callback) == v:t_string ? function(Callback) : Callback
    Connection.Request(method, params, (error, result) => {
      unsilent Told(error, result)
    })
    return null
  endif
  var [error, result] = Connection.Wait(method, params, get(g:, 'skein_wait_seconds', WAIT_SECONDS))
  if error != null
    throw 'skein: ' .. Visible.Text(error.message)
  endif
  return result
enddef

# skein#statusline()
export def StatusLine(): string
  var running = Followed.Running()
  return running->empty() ? '' : Text.Cut('skein '
    .. (running->len() > 1 ? running->len() .. ' turns, ' : '') .. Progress.Of(running[0]),
    min([STATUS_CELLS, &columns * 6 / 10]))
enddef
