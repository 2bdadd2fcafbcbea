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
  var line = getline(last)
  if &selection != 'exclusive'
    # The mark is on the first byte of the last character.
    end += len(strpart(line, end - 1, 1, true))
  endif
  end = min([end, len(line) + 1])
  start = min([start, len(getline(first)) + 1])
  var lines = getline(first, last)
  lines[-1] = strpart(lines[-1], 0, end - 1)
  lines[0] = strpart(lines[0], start - 1)
  return {buffer: bufnr(), kind: 'chars', first: first, last: last, start: start, end: end,
    text: lines->join("\n")}
enddef
