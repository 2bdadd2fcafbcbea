vim9script

# What the user makes of a proposal: accepting and rejecting it, whole or a hunk at a time.

import autoload 'skein/beside.vim' as Beside
import autoload 'skein/edit.vim' as Edit
import autoload 'skein/inline.vim' as Inline
import autoload 'skein/place.vim' as Place
import autoload 'skein/proposal.vim' as Proposal
import autoload 'skein/proposals.vim' as Proposals
import autoload 'skein/replacing.vim' as Replacing
import autoload 'skein/turn.vim' as Turn
import autoload 'skein/ui.vim' as Ui

# Accepts all hunks, as one step of undo.
export def Accept()
  Take(Proposals.Here(), (proposal) => proposal.hunks)
enddef

# Accepts the hunk at the cursor.
export def AcceptHunk()
  Take(Proposals.Here(), (proposal) => [HunkHere(proposal)])
enddef

# Rejects the hunk at the cursor: the text stays as it is there.
export def RejectHunk()
  var proposal = Proposals.Here()
  if !IsComplete(proposal) || proposal.hunks->empty()
    return
  endif
  var hunk = HunkHere(proposal)
  if hunk.added > 0
    proposal.lines->remove(hunk.new, hunk.new + hunk.added - 1)
  endif
  proposal.lines->extend(proposal.seen->slice(hunk.old, hunk.old + hunk.removed), hunk.new)
  Proposal.Show(proposal)
  if proposal.hunks->empty()
    Proposal.End(proposal)
    Ui.Note('nothing is left of the proposal')
  endif
enddef

# Rejects the proposal at the cursor; cancels it while it arrives.
export def Reject()
  var proposal = Proposals.Here()
  if proposal->empty()
    return
  elseif !proposal.turn->empty()
    Turn.Cancel(proposal.turn)
  else
    Proposal.End(proposal)
    Ui.Note('rejected; :SkeinOpen shows what was proposed')
  endif
enddef

# Goes to the next hunk of any proposal of the buffer, or to the one before.
export def Jump(forward: bool)
  var lines: list<number>
  for proposal in Proposals.Standing(bufnr())
    var span = Place.Span(proposal.place)
    lines->extend(span->empty() ? []
      : proposal.hunks->mapnew((_, hunk) => max([1, span[0] + hunk.old - (hunk.removed > 0 ? 0 : 1)])))
  endfor
  lines->sort('n')->filter((_, lnum) => forward ? lnum > line('.') : lnum < line('.'))
  if lines->empty()
    Ui.Note(forward ? 'no hunk below' : 'no hunk above')
  else
    normal! m'
    cursor(forward ? lines[0] : lines[-1], 1)
  endif
enddef

# Shows the proposal at the cursor beside the text.
export def ShowBeside()
  var proposal = Proposals.Here()
  if IsComplete(proposal)
    Beside.Open(proposal, Place.Span(proposal.place))
  endif
enddef

# Whether a proposal has arrived; a message says so otherwise.
def IsComplete(proposal: dict<any>): bool
  if !proposal->empty() && !proposal.turn->empty()
    Ui.Note('the proposal has not arrived yet')
  endif
  return !proposal->empty() && proposal.turn->empty()
enddef

# The hunk of a proposal at the cursor or nearest to it.
def HunkHere(proposal: dict<any>): dict<number>
  var first = Place.Span(proposal.place)[0]
  var here = Beside.Line(proposal, first) - first
  return proposal.hunks->copy()->sort((a, b) => Distance(a, here) - Distance(b, here))[0]
enddef

def Distance(hunk: dict<number>, index: number): number
  return max([0, hunk.old - index, index - (hunk.old + max([1, hunk.removed]) - 1)])
enddef

# Makes the hunks that Choose returns.
def Take(proposal: dict<any>, Choose: func)
  if !IsComplete(proposal)
    return
  endif
  var place = proposal.place
  var span = Place.Span(place)
  var why = span->empty() ? 'the text below the proposal was deleted: undo brings it back'
    : Edit.Unchangeable(place.buffer)
  if why != ''
    Ui.Warn(why)
    return
  endif
  # What was typed a moment ago may not be shown yet.
  Proposal.Show(proposal)
  if proposal.hunks->empty()
    Proposal.End(proposal)
    Ui.Note('there is no difference')
    return
  endif
  var hunks: list<dict<number>> = Choose(proposal)
  # Undo would bring what is drawn back with the lines.
  Inline.Clear(proposal)
  var grown = 0
  for hunk in hunks
    grown += hunk.added - hunk.removed
  endfor
  Replacing.Hunks(place.buffer, span[0], hunks, proposal.lines)
  var last = span[1] + grown
  if hunks->len() == proposal.hunks->len() || last < span[0]
    Proposal.End(proposal)
    Ui.Note('accepted')
  else
    Place.Set(place, span[0], last)
    Proposal.Show(proposal)
  endif
enddef
