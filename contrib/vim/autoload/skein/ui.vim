vim9script

# Messages, windows, and settings of the screen.

import autoload 'skein/text.vim' as Text
import autoload 'skein/visible.vim' as Visible

# Where a window of skein opens unless the command was given :vertical, :tab, :botright, ….
const WIDE_COLUMNS = 160

# What is added to a message that is cut.
const MORE = ' :messages'

# What the daemon's messages say to programs, and what Vim has for it.
const COMMANDS = {'turn/retry': ':SkeinRetry', 'thread/restore': ':SkeinRestore',
  'model/list': ':SkeinModel'}

# The command modifiers that say so.
const WINDOW_WORDS = '^\%(-\=\d*tab\|vertical\|horizontal\|topleft\|botright\|aboveleft\|belowright'
  .. '\|leftabove\|rightbelow\)$'

# Says what went wrong, on one line; the whole is in v:errmsg and in :messages.
export def Warn(message: string)
  v:errmsg = 'skein: ' .. Visible.Text(Spoken(message))
  Say(v:errmsg, 'ErrorMsg')
enddef

# An error's message: the daemon says what to do about it. What it names as a method is a command
# here; whether Vim has the key that the daemon lacks, only Vim knows.
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
  return ' ' .. variable .. ' is set here, and was not where the daemon was started: skein daemon '
    .. 'restart takes it along, unless systemd starts the daemon.'
enddef

def Spoken(message: string): string
  var spoken = message
  for [method, command] in COMMANDS->items()
    spoken = spoken->substitute('\V' .. method, command, 'g')
  endfor
  return spoken
enddef

# Says what was done.
export def Note(message: string)
  Say('skein: ' .. message, 'None')
enddef

# Shows a buffer: in the window that shows it, else in one of skein's, else in a new one; with mods
# (:vertical, :tab, …) always in a new one. What the user was looking at stays on the screen.
export def Show(name: string, mods: string)
  var buffer = bufadd(name)
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

# Asks for a line of text; v:null when the user leaves with <Esc>.
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

# Shows as much of a message as fits, and keeps the whole for :messages. A longer one would ask for
# <Enter> while the user types.
def Say(message: string, highlight: string)
  var line = Text.Short(message, strdisplaywidth(message) + 1)
  var room = max([20, v:echospace + (&cmdheight - 1) * &columns])
  # What is still to be drawn would clear it.
  redraw
  execute 'echohl' highlight
  if strdisplaywidth(line) <= room
    unsilent echomsg line
  else
    var shortmess = &shortmess
    # Cuts what is shown, and not what is kept.
    set shortmess+=T
    unsilent echomsg line
    &shortmess = shortmess
    redraw
    unsilent echo Text.Cut(line, room - len(MORE)) .. MORE
  endif
  echohl None
enddef
