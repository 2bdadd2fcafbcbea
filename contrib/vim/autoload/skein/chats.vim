vim9script

# The chat buffers of this Vim.
#
# A chat is {buffer, id, thread, exists, model, systemPrompt, blocks, through, earlier, load,
# loaded}: through is the sequence of the last message that is shown, earlier the cursor of those
# before them, load counts how often the thread was read afresh: late answers are left out by it.

import autoload 'skein/transcript.vim' as Transcript
import autoload 'skein/ui.vim' as Ui
import autoload 'skein/visible.vim' as Display

# By buffer.
var chats: dict<dict<any>>

# Adds a chat, in place of the one that its buffer showed.
export def Add(chat: dict<any>)
  chats[chat.buffer] = chat
enddef

# The chat of a buffer, {} when it shows none.
export def Of(buffer: number): dict<any>
  return get(chats, buffer, {})
enddef

# Every chat.
export def All(): list<dict<any>>
  return chats->values()
enddef

# The chat of the current buffer, {} elsewhere.
export def Current(): dict<any>
  return get(chats, bufnr(), {})
enddef

# The chat of the current buffer, else one on the screen of this tab page, else {}.
export def Visible(): dict<any>
  for buffer in [bufnr()] + tabpagebuflist()
    if chats->has_key(buffer)
      return chats[buffer]
    endif
  endfor
  return {}
enddef

# The chat that a command is about; {} and a message when there is none.
export def Required(): dict<any>
  var chat = Visible()
  if chat->empty()
    Ui.Warn('there is no chat on the screen; :Skein or :SkeinThreads opens one')
  endif
  return chat
enddef

# Whether a chat is still what its buffer shows.
export def IsLoaded(chat: dict<any>): bool
  return get(chats, chat.buffer, {}) is chat && bufloaded(chat.buffer)
enddef

# Whether any chat is on the screen.
export def OnScreen(): bool
  return All()->filter((_, chat) => !win_findbuf(chat.buffer)->empty())->len() > 0
enddef

# Forgets a buffer that is wiped out; its turns go on in the daemon.
export def Forget(buffer: number)
  if chats->has_key(buffer)
    chats->remove(buffer)
  endif
enddef

# Shows what a chat is called, and whom it asks, in its status line.
export def Title(chat: dict<any>)
  var title = chat.thread == null || chat.thread.title == null ? 'New thread' : chat.thread.title
  setbufvar(chat.buffer, 'skein_title', Display.Text(title))
  setbufvar(chat.buffer, 'skein_thread', chat.id)
  setbufvar(chat.buffer, 'skein_number', chat.thread == null ? '' : string(chat.thread.number))
  setbufvar(chat.buffer, 'skein_model', Display.Text(
    chat.thread != null && chat.thread.model != null ? chat.thread.model : chat.model))
  redrawstatus!
enddef

# Changes are made only below the prompt's heading: above it is what is in the thread.
export def Guard()
  var chat = Current()
  if !chat->empty()
    &l:modifiable = line('.') > Transcript.Line(chat, chat.blocks[-1])
  endif
enddef

# Puts the cursor of the current window where one writes.
export def ToPrompt()
  if Current()->empty()
    return
  endif
  cursor(line('$'), 1)
  cursor(line('$'), col('$'))
  Guard()
enddef

# Puts the cursor on a message, if it is shown.
export def GoTo(chat: dict<any>, sequence: number)
  for block in chat.blocks
    if block.sequence == sequence && sequence > 0
      cursor(Transcript.Line(chat, block), 1)
      normal! zt
      Guard()
      return
    endif
  endfor
enddef
