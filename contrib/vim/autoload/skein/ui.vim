vim9script

# Messages, windows, and settings of the screen.

import autoload 'skein/text.vim' as Text
import autoload 'skein/visible.vim' as Visible

# The width from which windows of skein open vertically, unless a command has :vertical, :tab,
# :botright, ….
const WIDE_COLUMNS = 160

# Added to a message that was cut.
const MORE = ' :messages'

# Methods in the daemon's messages, and the commands of Vim that call them.
const COMMANDS = {'turn/retry': ':SkeinRetry', 'thread/restore': ':SkeinRestore',
  'model/list': ':SkeinModel'}

# The command modifiers that decide where a window opens.
const WINDOW_WORDS = '^\%(-\=\d*tab\|vertical\|horizontal\|topleft\|botright\|aboveleft\|belowright'
  .. '\|leftabove\|rightbelow\)$'

# Messages that came while Vim asked a question: [message, highlight], shown after its answer.
var unsaid: list<list<string>>

# Whether Vim asks a question, shows more than fits the screen, or reads a command or a line of text.
# Nothing is drawn over that, so that the user sees what the next key answers.
export def IsAsking(): bool
  return mode() =~ '^[rc!]'
enddef

# Draws the status lines anew.
export def RedrawStatus()
  if !IsAsking()
    redrawstatus!
  endif
enddef

# Shows an error on one line; all of it is in v:errmsg and in :messages.
export def Warn(message: string)
  v:errmsg = 'skein: ' .. Visible.Text(Spoken(message))
  Say(v:errmsg, 'ErrorMsg')
enddef

# An error's message. It is the daemon's, which says what to do, with methods replaced by commands
# of Vim. Only Vim knows whether it has the key that the daemon lacks.
export def Words(error: dict<any>): string
  return Spoken(error.message) .. KeyHint(error->get('data', null_dict))
enddef

def KeyHint(data: any): string
  var code: any = type(data) == v:t_dict ? data->get('code', '') : ''
  var variable: any = type(data) == v:t_dict ? data->get('param', '') : ''
  if type(code) != v:t_string || code != 'noKey' || type(variable) != v:t_string
      || variable == '' || empty(getenv(variable))
    return ''
  endif
  return ' ' .. variable .. ' is set here, but the daemon was started without it: skein daemon '
    .. 'restart passes it on, unless systemd starts the daemon.'
enddef

def Spoken(message: string): string
  var spoken = message
  for [method, command] in COMMANDS->items()
    spoken = spoken->substitute('\V' .. method, command, 'g')
  endfor
  return spoken
enddef

# Shows a message.
export def Note(message: string)
  Say('skein: ' .. message, 'None')
enddef

# Shows a buffer by its name.
export def Show(name: string, mods: string)
  ShowBuffer(bufadd(name), mods)
enddef

# Shows a buffer: in the window that shows it, else in one of skein's, else in a new one; with mods
# (:vertical, :tab, …) always in a new one. The user's own window stays on the screen.
export def ShowBuffer(buffer: number, mods: string)
  var where = mods->split()->filter((_, word) => word =~ WINDOW_WORDS)->join()
  if where == ''
    for Fits in [(number) => number == buffer, (number) => bufname(number) =~ '^skein://']
      for window in [win_getid()] + range(1, winnr('$'))->mapnew((_, number) => win_getid(number))
        if Fits(winbufnr(window))
          win_gotoid(window)
          execute 'silent buffer' buffer
          return
        endif
      endfor
    endfor
  endif
  var opening = where != '' ? where : get(g:, 'skein_split',
    &columns >= WIDE_COLUMNS ? 'botright vertical' : 'botright')
  execute opening 'split'
  execute 'silent buffer' buffer
enddef

# Makes the current buffer one of skein's, also without `:filetype plugin on`.
export def Become(filetype: string)
  execute 'setlocal filetype=' .. filetype
  if !exists('b:did_ftplugin')
    execute 'runtime ftplugin/' .. filetype .. '.vim'
  endif
enddef

# Asks for a line of text; v:null when the user cancels with <Esc>.
export def Input(prompt: string, text = ''): any
  var cancelled = "\<C-C>"
  var answer = cancelled
  try
    answer = inputdialog(prompt, Visible.InBuffer(text), cancelled)
  catch /^Vim:Interrupt$/
  endtry
  redraw
  return answer == cancelled ? v:null : answer
enddef

# A callback that only reports an error.
export def Report(error: any, _: any)
  if error != null
    Warn(error.message)
  endif
enddef

# Shows as much of a message as fits, and keeps all of it for :messages. A longer one would wait for
# <Enter> while the user types.
def Say(message: string, highlight: string)
  if IsAsking()
    unsaid->add([message, highlight])
    augroup skein_unsaid
      autocmd! SafeState * SayUnsaid()
    augroup END
    return
  endif
  var line = Text.Short(message, strdisplaywidth(message) + 1)
  var room = max([20, v:echospace + (&cmdheight - 1) * &columns])
  # A later redraw would clear the message.
  redraw
  execute 'echohl' highlight
  if strdisplaywidth(line) <= room
    unsilent echomsg line
  else
    var shortmess = &shortmess
    # This cuts only the displayed text.
    set shortmess+=T
    unsilent echomsg line
    &shortmess = shortmess
    redraw
    unsilent echo Text.Cut(line, room - len(MORE)) .. MORE
  endif
  echohl None
enddef

def SayUnsaid()
  if IsAsking()
    return
  endif
  autocmd! skein_unsaid
  var messages = unsaid
  unsaid = []
  for [message, highlight] in messages
    Say(message, highlight)
  endfor
enddef
