vim9script

# The proposals of all buffers, see proposal.vim.

import autoload 'skein/beside.vim' as Beside
import autoload 'skein/place.vim' as Place
import autoload 'skein/ui.vim' as Ui

var proposals: list<dict<any>>

# Adds one.
export def Add(proposal: dict<any>)
  proposals->add(proposal)
enddef

# The proposals of a buffer.
export def Standing(buffer: number): list<dict<any>>
  return proposals->copy()->filter((_, proposal) => proposal.place.buffer == buffer)
enddef

# Every proposal.
export def All(): list<dict<any>>
  return proposals->copy()
enddef

# The ids of the turns whose proposals arrive in a buffer.
export def Awaited(buffer: number): list<string>
  return Standing(buffer)->filter((_, proposal) => !proposal.turn->empty())
    ->mapnew((_, proposal) => proposal.turn.id)
enddef

# Forgets the proposals of a buffer that is wiped out.
export def Forget(buffer: number)
  proposals->filter((_, proposal) => proposal.place.buffer != buffer)
enddef

# Whether a proposal was neither ended nor wiped out with its buffer. Without comparing the members.
export def IsStanding(proposal: dict<any>): bool
  return !proposals->copy()->filter((_, other) => other is proposal)->empty()
enddef

# Forgets a proposal that has ended.
export def Remove(proposal: dict<any>)
  proposals->filter((_, other) => other isnot proposal)
enddef

# The proposal at the cursor or nearest to it, or that of the diff in this buffer; {} and a message
# when there is none.
export def Here(): dict<any>
  var beside = Beside.Shown()
  if !beside->empty()
    return beside
  endif
  var here = Standing(bufnr())->mapnew((_, proposal): list<any> => {
    var span = Place.Span(proposal.place)
    return [span->empty() ? line('$') : max([0, span[0] - line('.'), line('.') - span[1]]), proposal]
  })->sort((a, b) => a[0] - b[0])
  if here->empty()
    Ui.Note('there is no proposal in this buffer')
  endif
  return here->empty() ? {} : here[0][1]
enddef
