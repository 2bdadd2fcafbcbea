vim9script

# Answers that go into the user's text: in place of a selection, or after it.
#
# The text is changed once, when the answer is whole, so that one undo takes it back whatever was
# edited meanwhile; until then its end is shown below the selection. Text properties keep the place.

import autoload 'skein/text.vim' as Text
import autoload 'skein/turn.vim' as Turn
import autoload 'skein/ui.vim' as Ui
import autoload 'skein/visible.vim' as Visible

const INSTRUCTIONS = {
  rewrite: 'You edit text in an editor. You are given instructions and a piece of text in a fence. '
    .. 'Answer with the text that takes its place, and nothing else: no explanation, no fence.',
  append: 'You write text in an editor. You are given instructions and a piece of text in a fence. '
    .. 'Answer with the text that is to follow it, and nothing else: no explanation, no fence.',
}

# How many lines of what is being said are shown; virtual lines need this patch.
const PREVIEW_LINES = 5
const HAS_PREVIEW = has('patch-9.0.0758')

highlight default link skeinPending Visual
highlight default link skeinPreview Comment

for [type, group] in [['skeinSelected', 'skeinPending'], ['skeinPlace', ''],
    ['skeinPreview', 'skeinPreview']]
  if prop_type_get(type)->empty()
    prop_type_add(type, group == '' ? {} : {highlight: group, priority: 10})
  endif
endfor

# By turn: {buffer, how, kind, type, id, preview}.
var places: dict<dict<any>>
var counter = 0

# Asks for text in place of the selection ('rewrite') or after it ('append').
export def Ask(how: string, selection: dict<any>, words: string)
  if !getbufvar(selection.buffer, '&modifiable')
    Ui.Warn('this buffer can''t be changed')
    return
  endif
  var place = Place(how, selection)
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
  # It may have failed at once.
  if Turn.IsFollowed(turn.id)
    places[turn.id] = place
    Preview(place, turn)
  endif
enddef

# Where texts are awaited in a buffer: the turns' ids.
export def Awaited(buffer: number): list<string>
  return places->copy()->filter((_, place) => place.buffer == buffer)->keys()
enddef

def Place(how: string, selection: dict<any>): dict<any>
  counter += 1
  var place = {buffer: selection.buffer, how: how, kind: selection.kind, id: counter,
    type: how == 'rewrite' ? 'skeinSelected' : 'skeinPlace'}
  prop_add(selection.first, selection.start, {bufnr: place.buffer, type: place.type, id: place.id,
    end_lnum: selection.last, end_col: selection.end})
  return place
enddef

# Where a place is now: [first line, column, last line, column after]; [] when it was deleted.
def Where(place: dict<any>): list<number>
  if !bufloaded(place.buffer)
    return []
  endif
  var props = prop_list(1, {bufnr: place.buffer, end_lnum: -1,
    types: [place.type], ids: [place.id]})
  if props->empty() || !props[0].start || !props[-1].end
    return []
  endif
  return [props[0].lnum, props[0].col, props[-1].lnum, props[-1].col + props[-1].length]
enddef

def Done(place: dict<any>, error: any, turn: dict<any>, wire: dict<any>)
  if places->has_key(turn.id)
    places->remove(turn.id)
  endif
  var where = Where(place)
  Clear(place)
  # Not what was heard, of which a slow reader may lack the end.
  var text = get(wire, 'output', null) ?? ''
  if error != null
    Ui.Warn(Ui.Words(error))
  elseif wire.status != 'completed'
    Ui.Note('nothing is changed: the turn was ' .. wire.status
      .. '; :SkeinOpen shows what was said')
  elseif ['stop', '']->index(wire.finishReason ?? '') < 0
    Ui.Warn('nothing is changed: the answer was ended by ' .. wire.finishReason
      .. '; :SkeinOpen shows it')
  elseif text->trim() == ''
    Ui.Warn('nothing is changed: the model answered nothing')
  elseif where->empty()
    Ui.Warn('the place for the answer is gone; :SkeinOpen shows it')
  elseif !getbufvar(place.buffer, '&modifiable')
    Ui.Warn('the buffer can''t be changed; :SkeinOpen shows the answer')
  else
    Change(place, where, text)
    Ui.Note((place.how == 'rewrite' ? 'rewritten' : 'appended') .. ' by ' .. wire.model)
  endif
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

# Setting 'undolevels' ends the undo step, so that this one is nobody else's.
def BreakUndo(buffer: number)
  setbufvar(buffer, '&undolevels', getbufvar(buffer, '&undolevels'))
enddef

def Clear(place: dict<any>)
  if bufloaded(place.buffer)
    prop_remove({bufnr: place.buffer, type: place.type, id: place.id, both: true, all: true})
    ClearPreview(place)
  endif
enddef

def ClearPreview(place: dict<any>)
  for id in place->get('preview', [])
    prop_remove({bufnr: place.buffer, type: 'skeinPreview', id: id, both: true, all: true})
  endfor
  place.preview = []
enddef

def Preview(place: dict<any>, turn: dict<any>)
  var where = Where(place)
  if !HAS_PREVIEW || where->empty()
    return
  endif
  ClearPreview(place)
  var lines = [printf('  ⋯ %s · :SkeinCancel', Turn.Progress(turn))]
  var said = turn.text == '' ? [] : turn.text->strpart(max([0, len(turn.text) - 2000]))->split("\n")
  for line in said[-PREVIEW_LINES :] + lines
    # Vim draws these as they are, whatever they do to a terminal.
    var text = Visible.Text(line->substitute('\t', ' ', 'g'))->strcharpart(0, &columns)
    place.preview->add(prop_add(where[2], 0, {bufnr: place.buffer, type: 'skeinPreview',
      text: text ?? ' ', text_align: 'below'}))
  endfor
enddef

def Show(turn: dict<any>)
  if places->has_key(turn.id)
    Preview(places[turn.id], turn)
  endif
enddef

Turn.Watch({
  Grew: (turn, _, _) => Show(turn),
  Replaced: (turn) => Show(turn),
  Changed: (turn) => Show(turn),
})
