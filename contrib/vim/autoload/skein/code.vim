vim9script

# The blocks of code of a chat: yanking one, running it through a filter, opening it.

import autoload 'skein/chats.vim' as Chats
import autoload 'skein/fence.vim' as Fence
import autoload 'skein/pieces.vim' as Pieces
import autoload 'skein/transcript.vim' as Transcript
import autoload 'skein/ui.vim' as Ui

const FENCE = '^\s*\(`\{3,}\|\~\{3,}\)'

# Yanks the block at the cursor, else the last one, into a register.
export def Yank(register: string)
  var block = Here()
  if !block->empty()
    setreg(register, block.lines, 'l')
    Ui.Note(printf('yanked %d %s', block.lines->len(), block.lines->len() == 1 ? 'line' : 'lines'))
  endif
enddef

# Runs the block through a shell command, and shows the result in a window.
export def Filter(command: string)
  var block = Here()
  if block->empty()
    return
  endif
  var output = systemlist(command, block.lines)
  var status = v:shell_error
  Show(output, '')
  if status != 0
    Ui.Warn(printf('%s ended with %d', command, status))
  endif
enddef

# Asks for the command of a filter.
export def AskFilter()
  var command = Ui.Input('Filter: !')
  if command != null && command->trim() != ''
    Filter(command)
  endif
enddef

# Opens the block in a buffer of its language.
export def Open()
  var block = Here()
  if !block->empty()
    Show(block.lines, block.filetype)
  endif
enddef

def Show(lines: list<string>, filetype: string)
  new
  setlocal noswapfile
  setline(1, lines)
  setlocal nomodified
  &l:filetype = filetype
enddef

# The block at the cursor, else the last one above the prompt: {lines, filetype}; {} and a message when
# there is none.
def Here(): dict<any>
  var chat = Chats.Required()
  var blocks = chat->empty() ? [] : All(chat)
  if blocks->empty()
    if !chat->empty()
      Ui.Note('there is no block of code in this chat')
    endif
    return {}
  endif
  var here = bufnr() != chat.buffer ? [] : blocks->copy()
    ->filter((_, block) => block[0] <= line('.') && line('.') <= block[1])
  var [first, last] = here->empty() ? blocks[-1] : here[0]
  return {lines: Pieces.Joined(chat.buffer, first + 1, last - 1),
    filetype: Fence.Filetype(getbufline(chat.buffer, first)[0])}
enddef

# The first and the last line of every block of code, from its fence to the other one.
def All(chat: dict<any>): list<list<number>>
  var blocks: list<list<number>>
  var headings = Transcript.Lines(chat)->values()
  var through = headings->max()
  var [first, fence] = [0, '']
  for [index, line] in getbufline(chat.buffer, 1, through)->items()
    if headings->index(index + 1) >= 0
      # A message ends whatever it left open.
      first = 0
    elseif first == 0 && line =~ FENCE
      first = index + 1
      fence = line->matchstr(FENCE)->trim()
    elseif first > 0 && line->trim() == fence
      blocks->add([first, index + 1])
      first = 0
    endif
  endfor
  return blocks
enddef
