vim9script

# Asks before Vim is left while answers for its buffers are still arriving.

import autoload 'skein/edit.vim' as Edit

const LOOK_MS = '20m'

# Asks before Vim is left, from now on.
export def Watch()
  augroup skein_leaving
    autocmd! ExitPre * Ask()
  augroup END
enddef

# Asks whether to wait for the answers, and names their threads otherwise.
def Ask()
  var turns = Edit.Pending()
  if turns->empty()
    return
  endif
  var threads = turns->mapnew((_, turn) => turn.threadNumber == 0 ? 'a thread of its own'
    : 'thread ' .. turn.threadNumber)
  var question = printf('skein: an answer that will change text here has not arrived yet. It will '
    .. 'be in %s (:SkeinLast, skein last -C).', threads->join(', '))
  if confirm(question, "&Leave\n&Wait for it", 1) != 2
    return
  endif
  echo 'skein: waiting; CTRL-C leaves'
  try
    while !Edit.Pending()->empty()
      execute 'sleep!' LOOK_MS
    endwhile
  catch /^Vim:Interrupt$/
  endtry
enddef
