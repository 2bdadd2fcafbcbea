vim9script

# Rewritings as proposals: nothing touches the text before it is accepted, whole or a hunk at a time.
#
# A proposal is {place, turn, threadId, input, lines, hunks, seen, note, drawn}: turn is the one whose
# answer is awaited, {} when none is; earlier is the one before; lines is the text that is proposed;
# hunks lead to it from the lines seen below it.

import autoload 'skein/beside.vim' as Beside
import autoload 'skein/difference.vim' as Difference
import autoload 'skein/edit.vim' as Edit
import autoload 'skein/followed.vim' as Followed
import autoload 'skein/inline.vim' as Inline
import autoload 'skein/keys.vim' as Keys
import autoload 'skein/leaving.vim' as Leaving
import autoload 'skein/place.vim' as Place
import autoload 'skein/preview.vim' as Preview
import autoload 'skein/replacing.vim' as Replacing
import autoload 'skein/text.vim' as Text
import autoload 'skein/turn.vim' as Turn
import autoload 'skein/ui.vim' as Ui

const INSTRUCTIONS = 'You edit text in an editor. You are given instructions and a piece of text in a '
  .. 'fence. Answer with the text that takes its place, and nothing else: no explanation, no fence.'
const CANCELS = 'gr cancels'
const CHANGED = 'the text was changed meanwhile'

var proposals: list<dict<any>>

# Asks for a text that takes the place of the selection.
export def Ask(selection: dict<any>, words: string)
  var why = Edit.Unchangeable(selection.buffer)
  if why != ''
    Ui.Warn(why)
    return
  endif
  Preview.Dismiss(selection.buffer)
  var seen: list<string> = []
  var proposal: dict<any> = {place: Place.Make('rewrite', selection), turn: {}, earlier: '',
    threadId: '', lines: [], hunks: [], seen: seen, note: '', drawn: []}
  var params = Edit.Params(selection, words,
    get(g:, 'skein_rewrite_system_prompt', INSTRUCTIONS))
  proposal.input = selection.text
  proposals->add(proposal)
  Keys.Set(selection.buffer)
  Watch(selection.buffer)
  Leaving.Watch()
  Start(proposal, params)
enddef

# Asks for another proposal for the same place, in the thread of this one.
export def Refine(words: string)
  var proposal = Here()
  if proposal->empty() || words->trim() == ''
    return
  elseif !proposal.turn->empty()
    Ui.Warn('the proposal has not arrived yet: wait for it or cancel it')
    return
  endif
  var span = Place.Span(proposal.place)
  var now = span->empty() ? '' : getbufline(proposal.place.buffer, span[0], span[1])->join("\n")
  # The model knows the text that it was given, but not what became of it.
  var input = now ==# proposal.input || span->empty() ? words : Text.Quote(
    words .. "\n\nThe text is now:", now, getbufvar(proposal.place.buffer, '&filetype'))
  proposal.input = now
  Start(proposal, {threadId: proposal.threadId, settingsOf: proposal.earlier, input: input})
enddef

# Accepts all hunks, as one step of undo.
export def Accept()
  Take(Here(), (proposal) => proposal.hunks)
enddef

# Accepts the hunk at the cursor.
export def AcceptHunk()
  Take(Here(), (proposal) => [HunkHere(proposal)])
enddef

# Rejects the hunk at the cursor: the text stays as it is there.
export def RejectHunk()
  var proposal = Here()
  if !IsComplete(proposal) || proposal.hunks->empty()
    return
  endif
  var hunk = HunkHere(proposal)
  if hunk.added > 0
    proposal.lines->remove(hunk.new, hunk.new + hunk.added - 1)
  endif
  proposal.lines->extend(proposal.seen->slice(hunk.old, hunk.old + hunk.removed), hunk.new)
  Show(proposal)
  if proposal.hunks->empty()
    End(proposal)
    Ui.Note('nothing is left of the proposal')
  endif
enddef

# Rejects the proposal at the cursor; cancels it while it arrives.
export def Reject()
  var proposal = Here()
  if proposal->empty()
    return
  elseif !proposal.turn->empty()
    Turn.Cancel(proposal.turn)
  else
    End(proposal)
    Ui.Note('rejected; :SkeinOpen shows what was proposed')
  endif
enddef

# Goes to the next hunk of any proposal of the buffer, or to the one before.
export def Jump(forward: bool)
  var lines: list<number>
  for proposal in Standing(bufnr())
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
  var proposal = Here()
  if IsComplete(proposal)
    Beside.Open(proposal, Place.Span(proposal.place))
  endif
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

def Forget(buffer: number)
  proposals->filter((_, proposal) => proposal.place.buffer != buffer)
enddef

# Whether a proposal was neither ended nor wiped out with its buffer. Without comparing the members.
def IsStanding(proposal: dict<any>): bool
  return !proposals->copy()->filter((_, other) => other is proposal)->empty()
enddef

def Remove(proposal: dict<any>)
  proposals->filter((_, other) => other isnot proposal)
enddef

# The proposal at the cursor or nearest to it, or that of the diff in this buffer; {} and a message
# when there is none.
def Here(): dict<any>
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
  Show(proposal)
  if proposal.hunks->empty()
    End(proposal)
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
    End(proposal)
    Ui.Note('accepted')
  else
    Place.Set(place, span[0], last)
    Show(proposal)
  endif
enddef

def Start(proposal: dict<any>, params: dict<any>)
  Inline.Clear(proposal)
  var turn = Turn.Start(params, (error, turn, wire) => Done(proposal, error, turn, wire))
  # The turn may have failed at once.
  if Followed.IsFollowed(turn.id)
    proposal.turn = turn
    Preview.Follow(proposal.place, turn, CANCELS)
  endif
enddef

def Done(proposal: dict<any>, error: any, turn: dict<any>, wire: dict<any>)
  proposal.turn = {}
  if !IsStanding(proposal)
    Ui.Warn('the buffer of the proposal is gone; :SkeinOpen shows it')
    return
  endif
  # Not the received text: a slow reader may lack its end.
  var text = get(wire, 'output', null) ?? ''
  var why = Edit.Refusal(error, wire, text)
  proposal.threadId = turn.threadId ?? ''
  if why != ''
    Fail(proposal, why, error != null || wire.status == 'completed')
    return
  endif
  var span = Place.Span(proposal.place)
  if span->empty()
    End(proposal)
    Ui.Warn('the text for the answer was deleted; :SkeinOpen shows it')
    return
  endif
  proposal.earlier = turn.id
  proposal.note = proposal.place.kind == 'lines' && Now(proposal.place)->join("\n") !=# proposal.input
    ? CHANGED : ''
  proposal.lines = Proposed(proposal.place, Text.Lines(Text.Unfence(text)->trim("\n")))
  Place.Set(proposal.place, span[0], span[1])
  Show(proposal)
  if !Preview.HAS_VIRTUAL_LINES && proposal.place.buffer == bufnr()
    Beside.Open(proposal, Place.Span(proposal.place))
  endif
enddef

# A proposal that failed leaves a mark; an earlier one for the same place stands again.
def Fail(proposal: dict<any>, why: string, is_error: bool)
  if proposal.earlier != ''
    proposal.note = why
    Show(proposal)
  else
    Remove(proposal)
    Keys.Unset(proposal.place.buffer)
    Preview.Refuse(proposal.place, why)
  endif
  if is_error
    Ui.Warn(why)
  else
    Ui.Note(why)
  endif
enddef

# Whole lines for the place: of characters, with the text before and after them.
def Proposed(place: dict<any>, lines: list<string>): list<string>
  var proposed: list<string> = lines
  var where = place.kind == 'chars' ? Place.Where(place) : []
  if !where->empty()
    var [first, start, last, end] = where
    proposed[-1] ..= getbufline(place.buffer, last)[0]->strpart(end - 1)
    proposed[0] = getbufline(place.buffer, first)[0]->strpart(0, start - 1) .. proposed[0]
  endif
  return proposed
enddef

def Now(place: dict<any>): list<string>
  var span = Place.Span(place)
  var lines: list<string> = span->empty() ? [] : getbufline(place.buffer, span[0], span[1])
  return lines
enddef

# Shows the hunks that lead from the text as it is now to the proposed one.
export def Show(proposal: dict<any>)
  var span = Place.Span(proposal.place)
  if span->empty()
    Inline.Clear(proposal)
    return
  endif
  proposal.seen = Now(proposal.place)
  var hunks: list<dict<number>> = Difference.Hunks(proposal.seen, proposal.lines)
  proposal.hunks = hunks
  if proposal->has_key('beside')
    Beside.Refresh(proposal, span)
  else
    Inline.Draw(proposal, span[0])
  endif
enddef

def End(proposal: dict<any>)
  Inline.Clear(proposal)
  Place.Clear(proposal.place)
  Remove(proposal)
  Beside.Close(proposal)
  Keys.Unset(proposal.place.buffer)
enddef

def Watch(buffer: number)
  augroup skein_proposals
    execute printf('autocmd! * <buffer=%d>', buffer)
    execute printf('autocmd BufWipeout <buffer=%d> Forget(%d)', buffer, buffer)
    execute printf('autocmd TextChanged,InsertLeave <buffer=%d> Changed(%d)', buffer, buffer)
  augroup END
enddef

# The user has changed the text: the difference is another one.
def Changed(buffer: number)
  Inline.Sweep(buffer, Standing(buffer))
  for proposal in Standing(buffer)
    if proposal.turn->empty() && Now(proposal.place) != proposal.seen
      proposal.note = CHANGED
      Show(proposal)
    endif
  endfor
enddef

def Follow(turn: dict<any>)
  for proposal in proposals
    if get(proposal.turn, 'id', '') == turn.id
      Preview.Follow(proposal.place, turn, CANCELS)
    endif
  endfor
enddef

Followed.Watch({
  Grew: (turn, _, _) => Follow(turn),
  Replaced: (turn) => Follow(turn),
  Changed: (turn) => Follow(turn),
})
