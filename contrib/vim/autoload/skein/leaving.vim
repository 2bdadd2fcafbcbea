vim9script

# Leaving Vim while answers are awaited that go into its buffers.

import autoload 'skein/edit.vim' as Edit
import autoload 'skein/visible.vim' as Visible

const LOOK_MS = '20m'

# What confirm() returns for the second of the choices; <Esc> is no wish to leave.
const CHOICES = "&Wait for it\n&Leave"
const LEAVE = 2

# Asks before Vim is left, from now on.
export def Watch()
  augroup skein_leaving
    autocmd! ExitPre * Ask()
  augroup END
enddef

# Asks whether to wait for them, and says where they are otherwise. What was waited for in vain is
# said before Vim is gone.
def Ask()
  var pending = Edit.Pending()
  if pending->empty()
      || confirm(pending->mapnew((_, entry) => Sentence(entry))->join("\n"), CHOICES) == LEAVE
    return
  endif
  echo 'skein: waiting; CTRL-C leaves without it'
  try
    while !Edit.Pending()->empty()
      execute 'sleep!' LOOK_MS
    endwhile
  catch /^Vim:Interrupt$/
  endtry
  var refusals = pending->filter((_, entry) => entry->has_key('refusal'))
    ->map((_, entry) => 'skein: ' .. Visible.Text(entry.refusal))
  if !refusals->empty()
    confirm(refusals->join("\n"), '&Leave')
  endif
enddef

def Sentence(entry: dict<any>): string
  var name = bufname(entry.place.buffer)
  var number = entry.turn.threadNumber
  return printf('skein: an answer is still to be written into %s. If you leave now, it will be in %s',
    name == '' ? 'a buffer without a name' : Visible.Text(fnamemodify(name, ':~:.')),
    number == 0 ? 'a thread of its own.' : printf('thread %d: skein thread show %d', number, number))
enddef
