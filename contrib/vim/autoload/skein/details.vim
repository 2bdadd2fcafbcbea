vim9script

# Details of a chat that are not on its screen: the system prompt, and the reasoning.

import autoload 'skein/chat.vim' as Chat
import autoload 'skein/chats.vim' as Chats
import autoload 'skein/connection.vim' as Connection
import autoload 'skein/ui.vim' as Ui
import autoload 'skein/visible.vim' as Visible
import autoload 'skein/writing.vim' as Writing

# Sets the system prompt of this chat; without a text, shows it for editing.
export def System(text: string)
  var chat = Chats.Required()
  if chat->empty()
    return
  elseif text == ''
    Writing.Open('system', chat.id)
  elseif !chat.exists
    chat.systemPrompt = text
    Chats.Title(chat)
  else
    Connection.Request('thread/update', {threadId: chat.id, systemPrompt: text}, Ui.Report)
  endif
enddef

# Shows the reasoning before the answer under the cursor.
export def Reasoning()
  var block = Chat.UnderCursor()
  if block->empty() || block.turnId == null
    Ui.Note('there is no answer of a turn under the cursor')
    return
  endif
  Connection.Request('turn/get', {turnId: block.turnId}, (error, result) => {
    if error != null
      Ui.Warn(error.message)
    elseif result.turn.reasoning == null
      Ui.Note('the model sent no reasoning')
    else
      Show(Visible.Lines(result.turn.reasoning), 'Reasoning')
    endif
  })
enddef

# Shows lines in a window of their own, for reading.
export def Show(lines: list<string>, title: string)
  new
  setlocal buftype=nofile bufhidden=wipe noswapfile nobuflisted
  b:skein_title = title
  &l:statusline = '%{b:skein_title}%=%P'
  nnoremap <buffer> <silent> <nowait> q <Cmd>close<CR>
  setline(1, lines)
  setlocal nomodifiable
enddef

# Shows texts side by side in a tab page of their own, with what differs; `:tabclose` leaves them.
export def ShowBeside(texts: list<list<string>>)
  tabnew
  for [index, lines] in texts->items()
    if index > 0
      rightbelow vnew
    endif
    setlocal buftype=nofile bufhidden=wipe noswapfile nobuflisted
    b:skein_title = lines[0]->trim('─ ')
    &l:statusline = '%{b:skein_title}%=q closes '
    setline(1, lines)
    setlocal nomodifiable
    diffthis
    setlocal wrap linebreak foldcolumn=0
    nnoremap <buffer> <silent> <nowait> q <Cmd>tabclose<CR>
  endfor
  wincmd =
enddef
