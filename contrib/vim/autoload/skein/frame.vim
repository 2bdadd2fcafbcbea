vim9script

# Messages on the wire: each has a header with its length.
#
# Vim's own mode for this, "lsp", drops a message whose parts it has received but not joined within
# 100 ms, which happens to long ones on a busy machine. Here the bytes are joined as they come.

const HEADER = '^\%([^\r\n]\+\r\n\)*\r\n'

# A message with its header.
export def Of(message: dict<any>): string
  var body = json_encode(message)
  return printf("Content-Length: %d\r\n\r\n%s", len(body), body)
enddef

# What was received and not yet used: {pieces, bytes, missing}; missing is how many bytes at least
# are needed for the next message.
export def Reader(): dict<any>
  # With its type Vim does not look through it whenever a reader is passed to a function.
  var pieces: list<string> = []
  return {pieces: pieces, bytes: 0, missing: 0}
enddef

# Adds bytes, and returns the messages that are whole now.
export def Read(reader: dict<any>, bytes: string): list<dict<any>>
  reader.pieces->add(bytes)
  reader.bytes += len(bytes)
  if reader.bytes < reader.missing
    return []
  endif
  var text = reader.pieces->join('')
  var at = 0
  var messages: list<dict<any>>
  reader.missing = 0
  while at < len(text)
    var header = text->strpart(at, 200)->matchstr(HEADER)
    var length = header->matchstr('Content-Length: *\zs\d\+')->str2nr()
    var end = at + len(header) + length
    if header == '' || end > len(text)
      reader.missing = header == '' ? 0 : end - at
      break
    endif
    messages->add(json_decode(text->strpart(at + len(header), length)))
    at = end
  endwhile
  var rest: list<string> = at < len(text) ? [text->strpart(at)] : []
  reader.pieces = rest
  reader.bytes = len(text) - at
  return messages
enddef
