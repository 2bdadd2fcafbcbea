vim9script

# Shows text below a place while its answer arrives, or why none arrived.
#
# In a closed fold this text is not visible, so the fold's line shows it.

import autoload 'skein/place.vim' as Place
import autoload 'skein/progress.vim' as Progress
import autoload 'skein/text.vim' as Text
import autoload 'skein/visible.vim' as Visible

# How many lines of the output are shown; virtual lines need this patch.
const LINES = 12
export const HAS_VIRTUAL_LINES = has('patch-9.0.0758')
const SAID_BYTES = 4000
const FOLD_TEXT = 'skein#preview#FoldText()'

highlight default link skeinPreview Comment
highlight default link skeinRefused ErrorMsg

for type in ['skeinPreview', 'skeinRefused']
  if prop_type_get(type)->empty()
    prop_type_add(type, {highlight: type, priority: 10})
  endif
endfor

# Places below which something is shown: {place, type, told, ids}; told is the text in one line.
var shown: list<dict<any>>

# Shows the end of a turn's output below its place, its progress, and how it is cancelled.
export def Follow(place: dict<any>, turn: dict<any>, cancels = ':SkeinCancel cancels')
  var said = turn.text == '' ? []
    : turn.text->strpart(max([0, len(turn.text) - SAID_BYTES]))->split("\n")
  Show(place, 'skeinPreview', said[-LINES :], Progress.Of(turn) .. ' · ' .. cancels)
enddef

# Shows a line below a place, and others above it; in a closed fold, its line alone.
export def Say(place: dict<any>, said: list<string>, told: string)
  Show(place, 'skeinPreview', said, told)
enddef

# Shows that nothing was changed, and why, until another answer is requested for the buffer.
export def Refuse(place: dict<any>, reason: string)
  Show(place, 'skeinRefused', [], reason)
enddef

# Removes what is shown below a place.
export def Clear(place: dict<any>)
  Forget(place)
  if !HasAny(place.buffer)
    RestoreFoldText(place.buffer)
  endif
enddef

# Removes the marks of failed changes in a buffer; returns false when there were none.
export def Dismiss(buffer: number): bool
  var refused = shown->copy()->filter((_, entry) => entry.type == 'skeinRefused'
    && entry.place.buffer == buffer)
  for entry in refused
    Clear(entry.place)
    Place.Clear(entry.place)
  endfor
  return !refused->empty()
enddef

# The ids of the properties that are shown in a buffer.
export def Ids(buffer: number): list<number>
  return shown->copy()->filter((_, entry) => entry.place.buffer == buffer)
    ->mapnew((_, entry) => entry.ids)->flattennew()
enddef

# The line of a closed fold; it begins with an answer that is awaited in it.
export def FoldText(): string
  var here = shown->copy()->filter((_, entry) => entry.place.buffer == bufnr())
    ->filter((_, entry) => {
      var span = Place.Span(entry.place)
      return !span->empty() && span[0] <= v:foldend && span[1] >= v:foldstart
    })
  var before = ''
  try
    before = eval(get(w:, 'skein_foldtext', 'foldtext()'))
  catch
    before = foldtext()
  endtry
  return here->mapnew((_, entry) => entry.told .. ' ')->join('') .. before
enddef

def Show(place: dict<any>, type: string, said: list<string>, told: string)
  Forget(place)
  var span = Place.Span(place)
  if span->empty()
    return
  endif
  # Vim draws this text unchanged, whatever it does to a terminal.
  var line = (type == 'skeinRefused' ? '✗ ' : '⋯ ') .. Text.Short(told, &columns)
  var entry = {place: place, type: type, told: line, ids: []}
  for text in HAS_VIRTUAL_LINES ? said + ['  ' .. line] : []
    var drawn = Text.Cut(text->substitute('\t', ' ', 'g'), &columns - 1)
    entry.ids->add(prop_add(span[1], 0, {bufnr: place.buffer, type: type, text: drawn ?? ' ',
      text_align: 'below'}))
  endfor
  shown->add(entry)
  SetFoldText(place.buffer, span[1])
enddef

def Forget(place: dict<any>)
  for entry in shown->copy()->filter((_, entry) => entry.place is place)
    for id in bufloaded(place.buffer) ? entry.ids : []
      prop_remove({bufnr: place.buffer, type: entry.type, id: id, both: true, all: true})
    endfor
    shown->remove(shown->index(entry))
  endfor
enddef

def HasAny(buffer: number): bool
  return !shown->copy()->filter((_, entry) => entry.place.buffer == buffer)->empty()
enddef

# Setting the option again redraws the fold of this line.
def SetFoldText(buffer: number, lnum: number)
  for window in win_findbuf(buffer)
    var before = getwinvar(window, '&foldtext')
    var is_ours = before ==# FOLD_TEXT
    if !is_ours
      setwinvar(window, 'skein_foldtext', before)
    endif
    if !is_ours || win_execute(window, printf('echon foldclosed(%d)', lnum))->str2nr() > 0
      setwinvar(window, '&foldtext', FOLD_TEXT)
    endif
  endfor
enddef

def RestoreFoldText(buffer: number)
  for window in win_findbuf(buffer)
    if getwinvar(window, '&foldtext') ==# FOLD_TEXT
      setwinvar(window, '&foldtext', getwinvar(window, 'skein_foldtext'))
    endif
  endfor
enddef
