vim9script

# A thread as text in a buffer: blocks, each a heading and a body, the last one the prompt.
#
# A block is {prop, role, sequence, turnId, number, tokens, about, tries?}: number is the running
# turn's, 0 when it stands in the thread; about is what its heading says beside the role; tries are
# the turns of a question without an answer, see unanswered.vim. Headings are found again by their
# text properties, whatever was written above them.

import autoload 'skein/context.vim' as Context
import autoload 'skein/draft.vim' as Draft
import autoload 'skein/fence.vim' as Fence
import autoload 'skein/fold.vim' as Fold
import autoload 'skein/pieces.vim' as Pieces
import autoload 'skein/visible.vim' as Visible

const HAS_VIRTUAL_LINES = has('patch-9.0.0758')
const TITLES = {user: 'You', assistant: 'Assistant', reasoning: 'Reasoning', system: 'System', failed: 'Not answered',
  kept: 'Partial answer', deleted: 'Deleted', earlier: 'Earlier', prompt: 'Ask'}
const GROUPS = {user: 'skeinUser', assistant: 'skeinAssistant', reasoning: 'skeinReasoning', system: 'skeinSystem',
  failed: 'skeinFailed', kept: 'skeinKept', deleted: 'skeinFailed', earlier: 'skeinEarlier',
  prompt: 'skeinPrompt'}

# The note in the prompt's heading while no turn is running.
export const SENDS = '<C-s> sends, :q leaves, g? helps'
# The note while a question is edited there.
export const EDITS = '<C-s> asks this in place of the question, <C-c> leaves it'

var counter = 0

highlight default link skeinUser Identifier
highlight default link skeinAssistant Statement
highlight default link skeinSystem PreProc
highlight default link skeinPrompt Title
highlight default link skeinFailed ErrorMsg
highlight default link skeinEarlier Comment
highlight default link skeinKept Comment
highlight default link skeinReasoning Comment

for group in GROUPS->values()->sort()->uniq()
  if prop_type_get(group)->empty()
    prop_type_add(group, {highlight: group})
  endif
endfor

highlight default link skeinContext Comment
if prop_type_get('skeinContext')->empty()
  prop_type_add('skeinContext', {highlight: 'skeinContext'})
endif

export def Block(role: string, members: dict<any> = {}): dict<any>
  counter += 1
  return extend({prop: counter, role: role, sequence: 0, turnId: v:null, number: 0,
    tokens: v:null, about: ''},
    members)
enddef

# Changes a chat's buffer. This ends Vim's own undo, whose line numbers would be wrong; the draft has
# another one, see draft.vim.
export def Write(buffer: number, Change: func)
  Draft.Protect(buffer)
  var modifiable = getbufvar(buffer, '&modifiable')
  var levels = getbufvar(buffer, '&undolevels')
  setbufvar(buffer, '&modifiable', true)
  setbufvar(buffer, '&undolevels', -1)
  try
    Change()
  finally
    setbufvar(buffer, '&undolevels', levels)
    setbufvar(buffer, '&modifiable', modifiable)
    setbufvar(buffer, '&modified', false)
    Draft.Written(buffer)
  endtry
  ShowEnd(buffer)
enddef

# Empties the buffer and writes a prompt with this draft.
export def Clear(chat: dict<any>, draft: list<string>)
  silent deletebufline(chat.buffer, 1, '$')
  var prompt = Block('prompt', {about: chat.editing->empty() ? SENDS : EDITS})
  # With its type Vim does not look through it whenever a chat is passed to a function.
  var blocks: list<dict<any>> = [prompt]
  chat.blocks = blocks
  setbufline(chat.buffer, 1, Heading(prompt))
  appendbufline(chat.buffer, 1, draft->empty() ? [''] : draft)
  Mark(chat, prompt, 1)
enddef

# Writes a block before the one at index.
export def Insert(chat: dict<any>, index: number, block: dict<any>, body: list<string>)
  InsertAll(chat, index, [[block, body]])
enddef

# Writes blocks, each with its lines, before the one at index.
export def InsertAll(chat: dict<any>, index: number, parts: list<list<any>>)
  var at = Line(chat, chat.blocks[index])
  if at == 0 || parts->empty()
    return
  endif
  var lines: list<string>
  var places: list<number>
  var going_on: list<number>
  for [block, body] in parts
    var [pieces, marked] = Pieces.Of(body)
    places->add(at + lines->len())
    going_on->extend(marked->mapnew((_, number) => lines->len() + 1 + number))
    lines->extend([Heading(block)] + pieces + [''])
  endfor
  appendbufline(chat.buffer, at - 1, lines)
  Pieces.Mark(chat.buffer, at, going_on)
  Fence.Add(chat.buffer, lines)
  var blocks = parts->mapnew((_, part) => part[0])
  chat.blocks->extend(blocks, index)
  FoldItems(chat, parts, places)
  for [place, block] in range(parts->len())->mapnew((_, number) => [places[number], blocks[number]])
    Mark(chat, block, place)
  endfor
enddef

# Folds what went along with questions.
def FoldItems(chat: dict<any>, parts: list<list<any>>, places: list<number>)
  var has_items = false
  for [index, part] in parts->items()
    var lines: list<string> = part[0].role == 'user' ? part[1] : []
    for [first, last] in Fold.Items(lines)
      # Long lines before it are more than one line of the buffer.
      var before = Pieces.Of(lines[: first])[0]->len() - Pieces.Of([lines[first]])[0]->len()
      var through = Pieces.Of(lines[: last])[0]->len()
      Fold.Add(chat.buffer, places[index] + 1 + before, places[index] + through)
      has_items = true
    endfor
  endfor
  if has_items
    Fold.Update(chat.buffer)
  endif
enddef

# Removes a block.
export def Remove(chat: dict<any>, block: dict<any>)
  var [first, last] = Range(chat, block)
  if first > 0
    silent deletebufline(chat.buffer, first, last)
  endif
  chat.blocks->remove(chat.blocks->index(block))
enddef

# Writes a block's heading again.
export def Head(chat: dict<any>, block: dict<any>)
  var at = Line(chat, block)
  if at > 0
    setbufline(chat.buffer, at, Heading(block))
    Mark(chat, block, at)
  endif
enddef

# Adds text at the end of a block. This looks only at what is below it: its own text may be long.
export def Extend(chat: dict<any>, block: dict<any>, lines: list<string>)
  var index = chat.blocks->index(block)
  # The last line of a block is blank and separates it from the next one.
  var end = Line(chat, chat.blocks[index + 1]) - 2
  if end < 1
    return
  endif
  var [pieces, going_on] = Pieces.Of([getbufline(chat.buffer, end)[0] .. lines[0]] + lines[1 :])
  # Setting a line removes its properties.
  var is_piece = Pieces.IsPiece(chat.buffer, end)
  setbufline(chat.buffer, end, pieces[0])
  appendbufline(chat.buffer, end, pieces[1 :])
  # The last line may not be whole yet.
  Fence.Add(chat.buffer, pieces[: -2])
  Pieces.Mark(chat.buffer, end, (is_piece ? [0] : []) + going_on)
enddef

# Replaces a block's text.
export def Fill(chat: dict<any>, block: dict<any>, lines: list<string>)
  var [first, last] = Range(chat, block)
  if first == 0
    return
  endif
  if last - 1 > first
    silent deletebufline(chat.buffer, first + 1, last - 1)
  endif
  var [pieces, going_on] = Pieces.Of(lines)
  appendbufline(chat.buffer, first, pieces)
  Fence.Add(chat.buffer, pieces)
  Pieces.Mark(chat.buffer, first + 1, going_on)
enddef

# Replaces the text at the prompt.
export def SetDraft(chat: dict<any>, lines: list<string>)
  var prompt = Line(chat, chat.blocks[-1])
  silent deletebufline(chat.buffer, prompt + 1, '$')
  appendbufline(chat.buffer, prompt, lines)
enddef

# Puts text above that at the prompt, or in its place when the prompt is blank.
export def PutBack(chat: dict<any>, lines: list<string>)
  if Body(chat, chat.blocks[-1])->join('')->trim() == ''
    SetDraft(chat, lines)
  else
    appendbufline(chat.buffer, Line(chat, chat.blocks[-1]), lines + [''])
  endif
enddef

# A block's text, without the blank line that separates it from the next one.
export def Body(chat: dict<any>, block: dict<any>): list<string>
  var [first, last] = Range(chat, block)
  var end = block.role == 'prompt' ? last : last - 1
  return first == 0 ? [] : Pieces.Joined(chat.buffer, first + 1, end)
enddef

# The line of a block's heading; 0 when it was deleted.
export def Line(chat: dict<any>, block: dict<any>): number
  # Searched from the end, where most changes are.
  var found = prop_find({bufnr: chat.buffer, id: block.prop, type: GROUPS[block.role], both: true,
    lnum: Count(chat.buffer), col: 1}, 'b')
  return get(found, 'lnum', 0)
enddef

# The lines of all headings, by the ids of their properties.
export def Lines(chat: dict<any>): dict<number>
  var lines: dict<number>
  for prop in prop_list(1, {bufnr: chat.buffer, end_lnum: -1, types: GROUPS->values()})
    lines[prop.id] = prop.lnum
  endfor
  return lines
enddef

# The block that contains a line.
export def At(chat: dict<any>, lnum: number): dict<any>
  var lines = Lines(chat)
  var above = chat.blocks->copy()->filter((_, block) => get(lines, block.prop, lnum + 1) <= lnum)
  return above->empty() ? chat.blocks[0] : above[-1]
enddef

def Range(chat: dict<any>, block: dict<any>): list<number>
  var first = Line(chat, block)
  var index = chat.blocks->index(block)
  if first == 0 || index == chat.blocks->len() - 1
    return [first, Count(chat.buffer)]
  endif
  var next = Line(chat, chat.blocks[index + 1])
  return next == 0 ? [0, 0] : [first, next - 1]
enddef

# The text of a block's heading.
export def Heading(block: dict<any>): string
  return '── ' .. TITLES[block.role]
    .. (block.about == '' ? '' : ' · ' .. Visible.Text(block.about))
enddef

def Mark(chat: dict<any>, block: dict<any>, lnum: number)
  prop_add(lnum, 1, {bufnr: chat.buffer, id: block.prop, type: GROUPS[block.role],
    length: len(Heading(block))})
  if block.role == 'prompt' && HAS_VIRTUAL_LINES
    prop_remove({bufnr: chat.buffer, type: 'skeinContext', all: true})
    var line = Context.Line(chat.id)
    if line != ''
      prop_add(lnum, 0, {bufnr: chat.buffer, type: 'skeinContext', text: line, text_align: 'above'})
    endif
  endif
enddef

def Count(buffer: number): number
  return get(getbufinfo(buffer), 0, {linecount: 1}).linecount
enddef

# In other windows than the current one, scrolls to a cursor that is at the end.
def ShowEnd(buffer: number)
  for window in win_findbuf(buffer)
    if window != win_getid() && line('.', window) == line('$', window)
        && line('w$', window) < line('$', window)
      win_execute(window, 'noautocmd normal! zb')
    endif
  endfor
enddef
