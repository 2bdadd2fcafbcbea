vim9script

# Where the windows of a chat are read, in terms of its messages: text above may be added or replaced
# without moving what the reader sees.

import autoload 'skein/chats.vim' as Chats
import autoload 'skein/transcript.vim' as Transcript

# The places of all windows of a chat: [window, sequence of the message, lines below its heading,
# lines below the window's top]; the sequence is 0 for a window whose cursor is at the prompt, and the
# last number is the column there.
export def Places(chat: dict<any>): list<list<number>>
  var lines = Transcript.Lines(chat)
  return win_findbuf(chat.buffer)->mapnew((_, window) => {
    var lnum = line('.', window)
    var block = Transcript.At(chat, lnum)
    var row = lnum - line('w0', window)
    if block.role == 'prompt'
      return [window, 0, lnum - get(lines, block.prop, lnum), getcurpos(window)[2]]
    endif
    var read = block
    if block.sequence == 0
      # A heading that may go away, such as "Earlier": the first message below it.
      var below = chat.blocks->copy()
        ->filter((_, other) => other.sequence > 0 && get(lines, other.prop, 0) > lnum)
      read = below->empty() ? chat.blocks[-1] : below[0]
    endif
    return [window, read.sequence, max([0, lnum - get(lines, read.prop, lnum)]), row]
  })
enddef

# Moves the windows back to their places. One whose message is not shown any more goes there when it
# is read.
export def Return(chat: dict<any>, places: list<list<number>>)
  var lines = Transcript.Lines(chat)
  for [window, sequence, offset, row] in places
    var read = chat.blocks->copy()
      ->filter((_, block) => sequence > 0 && block.sequence == sequence)
    if read->empty()
      var below = sequence > 0 ? [1, 1] : [max([1, offset]), row]
      win_execute(window, printf('cursor(%d, %d)', lines[chat.blocks[-1].prop] + below[0], below[1]))
      if sequence > 0 && window == win_getid()
        chat.visit = sequence
      endif
    else
      var lnum = lines[read[0].prop] + offset
      win_execute(window, printf('call winrestview({"lnum": %d, "topline": %d})', lnum,
        max([1, lnum - row])))
    endif
  endfor
  if chat.buffer == bufnr()
    Chats.Guard()
  endif
enddef
