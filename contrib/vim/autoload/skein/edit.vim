vim9script

# Answers that are written into the user's text: after a selection, at the cursor, or as a part of a
# Markdown file.
#
# The text is changed once, when the answer is complete, so that one undo reverts it whatever was
# edited meanwhile; until then the end of the answer is shown below the selection.

import autoload 'skein/followed.vim' as Followed
import autoload 'skein/here.vim' as Here
import autoload 'skein/leaving.vim' as Leaving
import autoload 'skein/place.vim' as Place
import autoload 'skein/preview.vim' as Preview
import autoload 'skein/replacing.vim' as Replacing
import autoload 'skein/text.vim' as Text
import autoload 'skein/turn.vim' as Turn
import autoload 'skein/ui.vim' as Ui
import autoload 'skein/variants.vim' as Variants

const INSTRUCTIONS = 'You write text in an editor. You are given instructions and, unless there is none, '
  .. 'a piece of text in a fence. Answer with the text that is to follow it, and nothing else: no '
  .. 'explanation, no fence.'

const WRITTEN = {append: 'appended', insert: 'inserted', file: 'answered'}

# By turn: {place, turn, refusal?}; the refusal is the reason why nothing is changed.
var awaited: dict<dict<any>>

# Asks for a text that follows the selection ('append'), or comes at its place ('insert').
export def Ask(how: string, selection: dict<any>, words: string)
  var why = Unchangeable(selection.buffer)
  if why != ''
    Ui.Warn(why)
  else
    AskFor(how, selection,
      Params(selection, words, get(g:, 'skein_append_system_prompt', INSTRUCTIONS)))
  endif
enddef

# Asks with these params for a text that is written at a place; "file" is below it, as a part of a
# Markdown file, see here.vim.
export def AskFor(how: string, selection: dict<any>, params: dict<any>)
  if !bufloaded(selection.buffer)
    return
  endif
  Preview.Dismiss(selection.buffer)
  var place = Place.Make(how, selection)
  var turn = Turn.Start(params, (error, turn, wire) => Done(place, error, turn, wire))
  # The turn may have failed at once.
  if Followed.IsFollowed(turn.id)
    awaited[turn.id] = {place: place, turn: turn}
    Preview.Follow(place, turn)
    Leaving.Watch()
  endif
enddef

# The params of a question about a text, in a thread of its own, which no list of conversations has.
export def Params(selection: dict<any>, words: string, system: string): dict<any>
  var params: dict<any> = {
    input: selection.text->trim() == '' && words != '' ? words
      : Text.Quote(words, selection.text, getbufvar(selection.buffer, '&filetype')),
    systemPrompt: system,
    purpose: 'edit',
  }
  if get(g:, 'skein_model', '') != ''
    params.model = g:skein_model
  endif
  if exists('g:skein_options')
    params.options = g:skein_options
  endif
  return params
enddef

# The reason why a buffer is not to be changed, '' when there is none.
export def Unchangeable(buffer: number): string
  return !getbufvar(buffer, '&modifiable') ? 'this buffer can''t be changed'
    : getbufvar(buffer, '&readonly') ? 'this buffer is read-only (:set noreadonly)' : ''
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
    Ui.Note(printf('%s by %s', WRITTEN[place.how], wire.model))
    if place.how == 'file'
      Here.Delete(turn.threadId)
    endif
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
export def Refusal(error: any, wire: dict<any>, text: string): string
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
    : Unchangeable(place.buffer) != ''
    ? Unchangeable(place.buffer) .. '; :SkeinOpen shows the answer' : ''
enddef

def Change(place: dict<any>, where: list<number>, text: string)
  var [first, start, last, _] = where
  var lines = Text.Lines(Text.InPlaceOf('', text, place.buffer)->trim("\n"))
  var buffer = place.buffer
  Replacing.AsStep(buffer, () => {
    if place.how == 'append' || place.how == 'file'
      appendbufline(buffer, last, place.how == 'file' ? Here.Lines(lines) : lines)
    else
      var line = getbufline(buffer, first)[0]
      lines[-1] ..= line->strpart(start - 1)
      lines[0] = line->strpart(0, start - 1) .. lines[0]
      Replacing.Lines(buffer, first, first, lines)
    endif
  })
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
