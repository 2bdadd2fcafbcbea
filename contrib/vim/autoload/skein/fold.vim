vim9script

# The folds of a chat: texts that went along with a question, and reasoning. Text properties keep
# them.

import autoload 'skein/transcript.vim' as Transcript

const TYPE = 'skeinFold'
# A name above a fence, as a question with context has it.
const NAME = '^\S.*:$'
const FENCE = '^`\{3,}'

if prop_type_get(TYPE)->empty()
  prop_type_add(TYPE, {})
endif

var counter = 0

# The first and last indexes of the texts that went along with a question.
export def Items(lines: list<string>): list<list<number>>
  var items: list<list<number>>
  var index = 0
  while index < lines->len() - 2
    var opening = lines[index] =~ NAME ? Opening(lines, index + 1) : -1
    if opening < 0
      index += 1
      continue
    endif
    var fence = lines[opening]->matchstr(FENCE)
    var end = lines->index(fence, opening + 1)
    if end < 0
      break
    endif
    items->add([index, end])
    index = end + 1
  endwhile
  return items
enddef

# Folds lines of a buffer.
export def Add(buffer: number, first: number, last: number)
  counter += 1
  prop_add(first, 1, {bufnr: buffer, type: TYPE, id: counter, end_lnum: last,
    end_col: len(getbufline(buffer, last)[0]) + 1})
enddef

# Lets the windows of a buffer find its folds.
export def Update(buffer: number)
  for window in win_findbuf(buffer)
    win_execute(window, 'setlocal foldmethod=expr')
  endfor
enddef

# The level of a line, for 'foldexpr'.
export def Level(): string
  var props = prop_list(v:lnum, {types: [TYPE]})
  return props->empty() ? '0' : props[0].start ? '>1' : '1'
enddef

# The line of a closed fold: its name and its number of lines.
export def Text(): string
  var line = getline(v:foldstart)->substitute(':$', '', '')->substitute('^── ', '', '')
  var fence = range(v:foldstart, v:foldend)->filter((_, lnum) => getline(lnum) =~ FENCE)
  var count = fence->len() > 1 ? fence[-1] - fence[0] - 1 : v:foldend - v:foldstart
  return printf('▸ %s · %d %s ', line, count, count == 1 ? 'line' : 'lines')
enddef

def Opening(lines: list<string>, index: number): number
  var at = lines[index] == '' ? index + 1 : index
  return lines->get(at, '') =~ FENCE ? at : -1
enddef
