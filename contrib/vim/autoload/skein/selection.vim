vim9script

# The text that a command is about: {buffer, kind, first, last, start, end, text}. kind is "lines",
# or "chars" when it goes from byte column start of first up to, not including, end of last.

# The lines of a range, or the characters of a charwise selection when the range, of two addresses,
# is the selection's.
export def Of(addresses: number, first: number, last: number): dict<any>
  var selected = addresses == 2 && visualmode() ==# 'v'
    && line("'<") == first && line("'>") == last
  return selected ? Chars() : Lines(first, last)
enddef

# The text of a motion, of 'operatorfunc': its lines, or its characters. Those of a block are its lines.
export def Motion(type: string): dict<any>
  var [first, start] = getpos("'[")[1 : 2]
  var [last, end] = getpos("']")[1 : 2]
  return type == 'char' ? Between(first, start, last, end, true) : Lines(first, last)
enddef

# The place of the cursor, without a text.
export def Cursor(): dict<any>
  return {buffer: bufnr(), kind: 'chars', first: line('.'), last: line('.'), start: col('.'),
    end: col('.'), text: ''}
enddef

def Lines(first: number, last: number): dict<any>
  return {buffer: bufnr(), kind: 'lines', first: first, last: last,
    start: 1, end: col([last, '$']), text: getline(first, last)->join("\n")}
enddef

def Chars(): dict<any>
  var [first, start] = getpos("'<")[1 : 2]
  var [last, end] = getpos("'>")[1 : 2]
  return Between(first, start, last, end, &selection != 'exclusive')
enddef

# The characters between two positions; those at the second one too when it is inclusive.
def Between(first: number, begin: number, last: number, through: number, inclusive: bool): dict<any>
  var line = getline(last)
  # A mark is on the first byte of its character.
  var end = min([through + (inclusive ? len(strpart(line, through - 1, 1, true)) : 0), len(line) + 1])
  var start = min([begin, len(getline(first)) + 1])
  var lines = getline(first, last)
  lines[-1] = strpart(lines[-1], 0, end - 1)
  lines[0] = strpart(lines[0], start - 1)
  return {buffer: bufnr(), kind: 'chars', first: first, last: last, start: start, end: end,
    text: lines->join("\n")}
enddef
