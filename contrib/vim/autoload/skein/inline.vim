vim9script

# A proposal in its buffer: the lines that it removes are highlighted, and those that it adds stand
# below them as virtual text.

import autoload 'skein/preview.vim' as Preview
import autoload 'skein/text.vim' as Text
import autoload 'skein/visible.vim' as Visible

const KEYS = ' · ga accept, gh hunk, gr reject, gH drop hunk, gR refine, g= diff'
# How much narrower than the window a virtual line is, and how many of them a hunk has at most: Vim
# does not scroll within them.
const MARGIN = 2
const MOST_LINES = 30

# Vim's own DiffDelete is blue on cyan, which cannot be read; a colour scheme's is used.
if exists('g:colors_name')
  highlight default link skeinRemoved DiffDelete
else
  highlight default skeinRemoved term=reverse ctermfg=9 guifg=Red
endif
highlight default link skeinAdded DiffAdd

const TYPES = ['skeinRemoved', 'skeinAdded', 'skeinPreview']

for type in TYPES[: 1]
  if prop_type_get(type)->empty()
    prop_type_add(type, {highlight: type, priority: 20})
  endif
endfor

# Draws the hunks of a proposal whose text begins at this line.
export def Draw(proposal: dict<any>, first: number)
  Clear(proposal)
  for hunk in proposal.hunks
    Remove(proposal, first + hunk.old, hunk.removed)
    Add(proposal, first + hunk.old + hunk.removed - 1,
      proposal.lines->slice(hunk.new, hunk.new + hunk.added))
  endfor
  Preview.Say(proposal.place, proposal.note == '' ? [] : ['  ' .. proposal.note],
    Words(proposal))
enddef

# Removes what is drawn.
export def Clear(proposal: dict<any>)
  for [type, id] in bufloaded(proposal.place.buffer) ? proposal.drawn : []
    prop_remove({bufnr: proposal.place.buffer, type: type, id: id, both: true, all: true})
  endfor
  proposal.drawn = []
  Preview.Clear(proposal.place)
enddef

# Removes what undo and redo have brought back of what was drawn before.
export def Sweep(buffer: number, proposals: list<dict<any>>)
  var drawn = Preview.Ids(buffer)
  for proposal in proposals
    drawn->extend(proposal.drawn->mapnew((_, each) => each[1]))
  endfor
  for prop in prop_list(1, {bufnr: buffer, end_lnum: -1, types: TYPES})
    if drawn->index(prop.id) < 0
      prop_remove({bufnr: buffer, type: prop.type, id: prop.id, both: true, all: true})
    endif
  endfor
enddef

def Words(proposal: dict<any>): string
  var count = proposal.hunks->len()
  return count == 0 ? 'no difference · gr removes this' : count == 1 ? '1 hunk' .. KEYS
    : count .. ' hunks' .. KEYS
enddef

def Remove(proposal: dict<any>, lnum: number, count: number)
  if count > 0
    var end = lnum + count - 1
    counter += 1
    prop_add(lnum, 1, {bufnr: proposal.place.buffer, type: 'skeinRemoved', id: counter,
      end_lnum: end, end_col: len(getbufline(proposal.place.buffer, end)[0]) + 1})
    proposal.drawn->add(['skeinRemoved', counter])
  endif
enddef

# Shows lines below a line; above the first one when that is 0.
def Add(proposal: dict<any>, lnum: number, lines: list<string>)
  if !Preview.HAS_VIRTUAL_LINES
    return
  endif
  var shown = lines->mapnew((_, line) => Rows(line))->flattennew(1)
  if shown->len() > MOST_LINES
    shown = shown[: MOST_LINES - 1] + [printf('… %d more lines: g= shows them', lines->len())]
  endif
  for row in shown
    var id = prop_add(max([1, lnum]), 0, {bufnr: proposal.place.buffer, type: 'skeinAdded',
      text: row == '' ? ' ' : row, text_align: lnum == 0 ? 'above' : 'below'})
    proposal.drawn->add(['skeinAdded', id])
  endfor
enddef

# A line in pieces that fit the window.
def Rows(line: string): list<string>
  var cells = &columns - MARGIN
  for window in getwininfo()
    cells = min([cells, window.width - window.textoff - MARGIN])
  endfor
  var rest = Visible.Text(line->substitute('\t', repeat(' ', &tabstop), 'g'))
  var rows: list<string>
  while strdisplaywidth(rest) > max([20, cells])
    var row = rest->strcharpart(0, max([20, cells]))
    while strdisplaywidth(row) > max([20, cells])
      row = row->strcharpart(0, strchars(row) - 1)
    endwhile
    rows->add(row)
    rest = rest->strpart(len(row))
  endwhile
  return rows + [rest]
enddef

var counter = 0
