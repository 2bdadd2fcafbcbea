vim9script

# Rewritings as proposals: nothing touches the text before it is accepted, see verdict.vim.
#
# A proposal is {place, turn, earlier, threadId, number, input, lines, hunks, seen, note, drawn,
# beside?}: turn is the one whose answer is awaited, {} when none is; earlier is the id of the one
# before; number is the thread's; lines is the text that is proposed; hunks lead to it from the lines
# seen below it; drawn are the properties that show them, beside the buffer that does.

import autoload 'skein/beside.vim' as Beside
import autoload 'skein/difference.vim' as Difference
import autoload 'skein/edit.vim' as Edit
import autoload 'skein/followed.vim' as Followed
import autoload 'skein/inline.vim' as Inline
import autoload 'skein/keys.vim' as Keys
import autoload 'skein/leaving.vim' as Leaving
import autoload 'skein/place.vim' as Place
import autoload 'skein/preview.vim' as Preview
import autoload 'skein/proposals.vim' as Proposals
import autoload 'skein/text.vim' as Text
import autoload 'skein/turn.vim' as Turn
import autoload 'skein/ui.vim' as Ui

const INSTRUCTIONS = 'You edit text in an editor. You are given instructions and a piece of text in a '
  .. 'fence. Answer with the text that takes its place, and nothing else: no explanation, no fence.'
const CANCELS = 'gr cancels'
const CHANGED = 'the text was changed meanwhile'

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
    threadId: '', number: 0, lines: [], hunks: [], seen: seen, note: '', drawn: []}
  var params = Edit.Params(selection, words,
    get(g:, 'skein_rewrite_system_prompt', INSTRUCTIONS))
  proposal.input = selection.text
  Proposals.Add(proposal)
  Keys.Set(selection.buffer)
  Watch(selection.buffer)
  Leaving.Watch()
  Start(proposal, params)
enddef

# Asks for another proposal for the same place, in the thread of this one.
export def Refine(words: string)
  var proposal = Proposals.Here()
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
  if !Proposals.IsStanding(proposal)
    Ui.Warn('the buffer of the proposal is gone; :SkeinOpen shows it')
    return
  endif
  # Not the received text: a slow reader may lack its end.
  var text = get(wire, 'output', null) ?? ''
  var why = Edit.Refusal(error, wire, text)
  proposal.threadId = turn.threadId ?? ''
  proposal.number = turn.threadNumber
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
  var proposed = Text.InPlaceOf(proposal.input, text, proposal.place.buffer)
  proposal.lines = Proposed(proposal.place, Text.Lines(proposed->trim("\n")))
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
    Proposals.Remove(proposal)
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

# Ends a proposal.
export def End(proposal: dict<any>)
  Inline.Clear(proposal)
  Place.Clear(proposal.place)
  Proposals.Remove(proposal)
  Beside.Close(proposal)
  Keys.Unset(proposal.place.buffer)
enddef

def Watch(buffer: number)
  augroup skein_proposals
    execute printf('autocmd! * <buffer=%d>', buffer)
    execute printf('autocmd BufWipeout <buffer=%d> Proposals.Forget(%d)', buffer, buffer)
    execute printf('autocmd TextChanged,InsertLeave <buffer=%d> Changed(%d)', buffer, buffer)
  augroup END
enddef

# The user has changed the text: the difference is another one.
def Changed(buffer: number)
  Inline.Sweep(buffer, Proposals.Standing(buffer))
  for proposal in Proposals.Standing(buffer)
    if proposal.turn->empty() && Now(proposal.place) != proposal.seen
      proposal.note = CHANGED
      Show(proposal)
    endif
  endfor
enddef

def Follow(turn: dict<any>)
  for proposal in Proposals.All()
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
