vim9script

# The chat buffers of this Vim.
#
# A chat is {buffer, id, thread, exists, model, systemPrompt, options, blocks, turns, tries, tokens,
# cost, answered, editing, through, earlier, reading, load, loaded, visit?}: turns are what is known of its turns, by id, tries those
# without an answer, see variants.vim; editing is the question that is changed at the prompt, {} for
# none, visit where it is to be opened; through is the sequence of the last message that is shown,
# earlier the cursor of those before them, reading the cursor that was asked for; load counts how
# often the thread was read afresh: late answers are left out by it.

import autoload 'skein/address.vim' as Address
import autoload 'skein/options.vim' as Options
import autoload 'skein/text.vim' as Text
import autoload 'skein/transcript.vim' as Transcript
import autoload 'skein/ui.vim' as Ui
import autoload 'skein/visible.vim' as Display

# How many cells there are at the right end of the status line.
const RIGHT_CELLS = 6

# How many cells of the system prompt are shown.
const PROMPT_CELLS = 24

# By buffer.
var chats: dict<dict<any>>
# The thread whose chat was used last.
var used = ''

# Adds a chat, in place of the one that its buffer showed.
export def Add(chat: dict<any>)
  chats[chat.buffer] = chat
enddef

# The chat of a buffer, {} when it shows none.
export def Of(buffer: number): dict<any>
  return get(chats, buffer, {})
enddef

# The id of the thread of the chat in the current buffer, else of one on the screen of this tab
# page, else of the last used one; '' when there is none.
export def Used(): string
  var chat = Visible()
  return chat->empty() ? used : chat.id
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

# Forgets a deleted thread as the last used one.
export def Leave(id: string)
  used = used == id ? '' : used
enddef

# Forgets a buffer that is wiped out; its turns continue in the daemon.
export def Forget(buffer: number)
  if chats->has_key(buffer)
    chats->remove(buffer)
  endif
enddef

# Shows a chat's title and its model in its status line, and names its buffer.
export def Title(chat: dict<any>)
  var title = chat.thread == null || chat.thread.title == null ? 'New thread' : chat.thread.title
  if chat.thread != null && chat.thread.deletedAt != null
    title = '(deleted) ' .. title
  endif
  setbufvar(chat.buffer, 'skein_title', Display.Text(title))
  setbufvar(chat.buffer, 'skein_thread', chat.id)
  setbufvar(chat.buffer, 'skein_number', chat.thread == null ? '' : string(chat.thread.number))
  setbufvar(chat.buffer, 'skein_model', Display.Text(
    chat.thread != null && chat.thread.model != null ? chat.thread.model : chat.model))
  setbufvar(chat.buffer, 'skein_details', Display.Text(Details(chat)->join(' · ')))
  Address.Rename(chat)
  Ui.RedrawStatus()
enddef

# What is known of a chat beside its title: the model, the options that are set, the system prompt's
# beginning, and what it has cost.
def Details(chat: dict<any>): list<string>
  var thread: dict<any> = chat.thread ?? {model: null, systemPrompt: chat.systemPrompt,
    options: chat.options}
  var prompt = thread.systemPrompt ?? ''
  return [thread.model ?? chat.answered ?? chat.model, Options.Written(thread.options)->join(' '),
    prompt == '' ? '' : Text.Quoted(prompt, PROMPT_CELLS),
    chat.tokens == 0 ? '' : chat.tokens .. ' tokens',
    chat.cost == 0.0 ? '' : printf('%.4f', chat.cost)]->filter((_, part) => part != '')
enddef

# The status line of a chat: the number and title of its thread, and its details. The end is cut where
# there is no room.
export def Line(): string
  var title = ['skein_number', 'skein_title']->mapnew((_, name) => get(b:, name, ''))
  var parts = [title->filter((_, part) => part != '')->join(' '), get(b:, 'skein_details', '')]
  return Text.Cut(parts->filter((_, part) => part != '')->join(' · '),
    max([10, winwidth(0) - strdisplaywidth(skein#statusline()) - RIGHT_CELLS]))
enddef

# Allows changes only below the prompt's heading: the text above it is the thread's.
export def Guard()
  var chat = Current()
  if !chat->empty()
    used = chat.id
    &l:modifiable = line('.') > Transcript.Line(chat, chat.blocks[-1])
  endif
enddef

# Puts the cursor of the current window at the prompt.
export def ToPrompt()
  if Current()->empty()
    return
  endif
  cursor(line('$'), 1)
  cursor(line('$'), col('$'))
  Guard()
enddef

# Puts the cursor on a message, by its sequence, or on a question without an answer, by its turn;
# returns false when it is not shown.
export def GoTo(chat: dict<any>, place: any): bool
  for block in chat.blocks
    if type(place) == v:t_number ? block.sequence == place && place > 0
        : block.turnId == place && block->has_key('tries')
      cursor(Transcript.Line(chat, block), 1)
      normal! zt
      Guard()
      return true
    endif
  endfor
  return false
enddef
