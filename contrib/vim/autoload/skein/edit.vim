vim9script

# Answers that are written into the user's text: in place of a selection, or after it.
#
# The text is changed once, when the answer is complete, so that one undo reverts it whatever was
# edited meanwhile; until then the end of the answer is shown below the selection.

import autoload 'skein/followed.vim' as Followed
import autoload 'skein/leaving.vim' as Leaving
import autoload 'skein/place.vim' as Place
import autoload 'skein/preview.vim' as Preview
import autoload 'skein/text.vim' as Text
import autoload 'skein/turn.vim' as Turn
import autoload 'skein/ui.vim' as Ui
import autoload 'skein/variants.vim' as Variants

const INSTRUCTIONS = {
  rewrite: 'You edit text in an editor. You are given instructions and a piece of text in a fence. '
    .. 'Answer with the text that takes its place, and nothing else: no explanation, no fence.',
  append: 'You write text in an editor. You are given instructions and a piece of text in a fence. '
    .. 'Answer with the text that is to follow it, and nothing else: no explanation, no fence.',
}

# By turn: {place, turn, refusal?}; the refusal is the reason why nothing is changed.
var awaited: dict<dict<any>>

# Asks for a text that replaces the selection ('rewrite') or follows it ('append').
export def Ask(how: string, selection: dict<any>, words: string)
  if !getbufvar(selection.buffer, '&modifiable')
    Ui.Warn('this buffer can''t be changed')
    return
  endif
  Preview.Dismiss(selection.buffer)
  var place = Place.Make(how, selection)
  var language = getbufvar(selection.buffer, '&filetype')
  var params: dict<any> = {
    input: selection.text->trim() == '' && words != '' ? words
      : Text.Quote(words, selection.text, language),
    systemPrompt: get(g:, how == 'rewrite'
      ? 'skein_rewrite_system_prompt' : 'skein_append_system_prompt',
      INSTRUCTIONS[how]),
  }
  if get(g:, 'skein_model', '') != ''
    params.model = g:skein_model
  endif
  if exists('g:skein_options')
    params.options = g:skein_options
  endif
  var turn = Turn.Start(params, (error, turn, wire) => Done(place, error, turn, wire))
  # The turn may have failed at once.
  if Followed.IsFollowed(turn.id)
    awaited[turn.id] = {place: place, turn: turn}
    Preview.Follow(place, turn)
    Leaving.Watch()
  endif
enddef

# The ids of the turns whose answers will be written into a buffer.
export def Awaited(buffer: number): list<string>
  return awaited->copy()->filter((_, entry) => entry.place.buffer == buffer)->keys()
enddef

# The entries of turns whose answers can still be written.
export def Pending(): list<dict<any>>
  return awaited->values()->filter((_, entry) => !Place.Where(entry.place)->empty())
enddef

def Done(place: dict<any>, error: any, turn: dict<any>, wire: dict<any>)
  var entry = awaited->has_key(turn.id) ? awaited->remove(turn.id) : {}
  var where = Place.Where(place)
  Preview.Clear(place)
  # Not the received text: a slow reader may lack its end.
  var text = get(wire, 'output', null) ?? ''
  var why = Refusal(error, wire, text) ?? Obstacle(place, where)
  if why == ''
    Place.Clear(place)
    Change(place, where, text)
    Ui.Note((place.how == 'rewrite' ? 'rewritten' : 'appended') .. ' by ' .. wire.model)
    return
  endif
  entry.refusal = why
  Preview.Refuse(place, why)
  if error != null || wire.status == 'completed'
    Ui.Warn(why)
  else
    Ui.Note(why)
  endif
enddef

# The reason why an answer changes nothing; '' when it is complete.
def Refusal(error: any, wire: dict<any>, text: string): string
  return error != null ? Ui.Words(error)
    : wire.status != 'completed'
    ? printf('nothing is changed: the turn was %s; :SkeinOpen shows what was said', wire.status)
    : Variants.Ending(wire) != ''
    ? printf('nothing is changed: the answer is not complete (%s); :SkeinOpen shows it',
      Variants.Ending(wire))
    : text->trim() == '' ? 'nothing is changed: the answer is empty' : ''
enddef

# The reason why an answer can't be written; '' when it can.
def Obstacle(place: dict<any>, where: list<number>): string
  return where->empty() ? 'the text for the answer was deleted; :SkeinOpen shows it'
    : !getbufvar(place.buffer, '&modifiable')
    ? 'the buffer can''t be changed; :SkeinOpen shows the answer' : ''
enddef

def Change(place: dict<any>, where: list<number>, text: string)
  var [first, start, last, end] = where
  var lines = Text.Lines(Text.Unfence(text)->trim("\n"))
  var buffer = place.buffer
  BreakUndo(buffer)
  if place.how == 'append'
    appendbufline(buffer, last, lines)
  else
    if place.kind == 'chars'
      lines[-1] ..= getbufline(buffer, last)[0]->strpart(end - 1)
      lines[0] = getbufline(buffer, first)[0]->strpart(0, start - 1) .. lines[0]
    endif
    Replace(buffer, first, last, lines)
  endif
  BreakUndo(buffer)
enddef

def Replace(buffer: number, first: number, last: number, lines: list<string>)
  var old = last - first + 1
  var new = lines->len()
  setbufline(buffer, first, lines[0 : min([old, new]) - 1])
  if new > old
    appendbufline(buffer, last, lines[old :])
  elseif new < old
    silent deletebufline(buffer, first + new, last)
  endif
enddef

# Setting 'undolevels' ends the undo step, so that the change gets a step of its own.
def BreakUndo(buffer: number)
  setbufvar(buffer, '&undolevels', getbufvar(buffer, '&undolevels'))
enddef

def Show(turn: dict<any>)
  if awaited->has_key(turn.id)
    Preview.Follow(awaited[turn.id].place, turn)
  endif
enddef

Followed.Watch({
  Grew: (turn, _, _) => Show(turn),
  Replaced: (turn) => Show(turn),
  Changed: (turn) => Show(turn),
})
