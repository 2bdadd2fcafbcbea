vim9script

# Asks before Vim is left while answers for its buffers are still arriving.

import autoload 'skein/edit.vim' as Edit
import autoload 'skein/proposals.vim' as Proposals
import autoload 'skein/visible.vim' as Visible

const LOOK_MS = '20m'

# What confirm() returns for the second choice; everything else, <Esc> and CTRL-C too, means to wait.
const CHOICES = "&Wait for it\n&Leave"
const LEAVE = 2

# Asks before Vim is left, from now on.
export def Watch()
  augroup skein_leaving
    autocmd! ExitPre * Ask()
  augroup END
enddef

# Asks whether to wait for the answers, and names their threads otherwise. When the wait was in vain,
# shows the reason before Vim ends.
def Ask()
  var left = Proposals.All()->mapnew((_, proposal) => Left(proposal))
  if !left->empty()
    confirm(left->join("\n"), '&Leave')
  endif
  var pending = Edit.Pending()
  if pending->empty() || Choice(pending) == LEAVE
    return
  endif
  redraw
  echo 'waiting; CTRL-C leaves'
  while !Edit.Pending()->empty() && Sleep()
  endwhile
  var refusals = pending->filter((_, entry) => entry->has_key('refusal'))
    ->map((_, entry) => 'skein: ' .. Visible.Text(entry.refusal))
  if !refusals->empty()
    confirm(refusals->join("\n"), '&Leave')
  endif
enddef

# What becomes of a proposal that was neither accepted nor rejected.
def Left(proposal: dict<any>): string
  var number = proposal.turn->empty() ? proposal.number : proposal.turn.threadNumber
  return printf('skein: a proposal for %s was not accepted. %s', Name(proposal.place.buffer),
    number == 0 ? 'It will be in a thread of its own.'
    : printf('Thread %d has it: skein thread show %d', number, number))
enddef

def Name(buffer: number): string
  var name = bufname(buffer)
  return name == '' ? 'a buffer without a name' : Visible.Text(fnamemodify(name, ':~:.'))
enddef

def Choice(pending: list<dict<any>>): number
  try
    return confirm(pending->mapnew((_, entry) => Sentence(entry))->join("\n"), CHOICES)
  catch /^Vim:Interrupt$/
    return 0
  endtry
  return 0
enddef

# Sleeps for a moment; false when CTRL-C interrupts it.
def Sleep(): bool
  try
    execute 'sleep!' LOOK_MS
  catch /^Vim:Interrupt$/
    return false
  endtry
  return true
enddef

def Sentence(entry: dict<any>): string
  var number = entry.turn.threadNumber
  return printf('skein: an answer is still to be written into %s. If you leave now, it will be in %s',
    Name(entry.place.buffer), number == 0 ? 'a thread of its own.'
    : printf('thread %d: skein thread show %d', number, number))
enddef
