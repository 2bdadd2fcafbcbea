vim9script

# A long line of a message in pieces, each a line of the buffer: Vim shows no part of a line that
# does not fit the window, and the work of adding to a line grows with its length. Text properties
# tell the pieces from lines.

# How long a piece is at most; pieces end at blanks where there are any.
const BYTES = 800
const TYPE = 'skeinPiece'

if prop_type_get(TYPE)->empty()
  prop_type_add(TYPE, {})
endif

# The pieces of these lines, and the numbers, from 0, of those that go on with the one before.
export def Of(lines: list<string>): list<list<any>>
  var long = lines->copy()->filter((_, line) => len(line) > BYTES)
  if long->empty()
    return [lines, []]
  endif
  var pieces: list<string>
  var going_on: list<number>
  for line in lines
    var at = 0
    while len(line) - at > BYTES
      var end = End(line, at)
      pieces->add(line->strpart(at, end - at))
      going_on->add(pieces->len())
      at = end
    endwhile
    pieces->add(line->strpart(at))
  endfor
  return [pieces, going_on]
enddef

# Marks lines of a buffer, numbered from first on, as pieces.
export def Mark(buffer: number, first: number, going_on: list<number>)
  for number in going_on
    prop_add(first + number, 1, {bufnr: buffer, type: TYPE})
  endfor
enddef

# Whether a line of a buffer goes on with the one before.
export def IsPiece(buffer: number, lnum: number): bool
  return !prop_list(lnum, {bufnr: buffer, types: [TYPE]})->empty()
enddef

# The lines between two lines of a buffer as they were before they were cut.
export def Joined(buffer: number, first: number, last: number): list<string>
  var lines = getbufline(buffer, first, last)
  var pieces = prop_list(first, {bufnr: buffer, end_lnum: last, types: [TYPE]})
  for number in pieces->mapnew((_, prop) => prop.lnum - first)->reverse()
    if number > 0
      lines[number - 1] ..= lines->remove(number)
    endif
  endfor
  return lines
enddef

# Where the piece that begins at a byte ends.
def End(line: string, at: number): number
  var piece = line->strpart(at, BYTES)
  var blank = strridx(piece, ' ')
  if blank > 0
    return at + blank + 1
  endif
  # Not within a character.
  var end = byteidx(line, charidx(line, at + BYTES))
  return end > at ? end : at + BYTES
enddef
