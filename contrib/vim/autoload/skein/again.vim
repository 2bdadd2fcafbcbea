vim9script

# Asking again, taking back, and what else is done with the thread of a chat.

import autoload 'skein/answers.vim' as Answers
import autoload 'skein/chat.vim' as Chat
import autoload 'skein/chats.vim' as Chats
import autoload 'skein/connection.vim' as Connection
import autoload 'skein/mirror.vim' as Mirror
import autoload 'skein/transcript.vim' as Transcript
import autoload 'skein/turn.vim' as Turn
import autoload 'skein/ui.vim' as Ui
import autoload 'skein/visible.vim' as Visible

const ENDED_BADLY = ['failed', 'interrupted', 'cancelled']

# Asks again the failed turn under the cursor, else the thread's last one that has no whole answer;
# answered ones too when any will do.
export def Retry(any: bool)
  var chat = Chats.Required()
  if chat->empty()
    return
  endif
  var block = Chat.UnderCursor()
  if !block->empty() && block.turnId != null && (any || block.role == 'failed')
    RetryTurn(chat, block.turnId)
    return
  endif
  Connection.Request('turn/list', {threadId: chat.id, limit: 50}, (error, result) => {
    if error != null
      Ui.Warn(error.message)
      return
    endif
    var asked_again = result.data->mapnew((_, turn) => turn.retryOf)
    for turn in result.data
      if any || ENDED_BADLY->index(turn.status) >= 0 && asked_again->index(turn.id) < 0
        RetryTurn(chat, turn.id)
        return
      endif
    endfor
    Ui.Note('nothing to ask again: every question has its answer; :SkeinRetry! asks for another')
  })
enddef

# Takes the last question and what came after it back, and puts the question at the prompt. The
# daemon keeps a copy of the whole.
export def Undo()
  var chat = Chats.Required()
  if chat->empty()
    return
  endif
  var params = {threadId: chat.id, order: 'desc', limit: 20}
  Connection.Request('message/list', params, (error, result) => {
    if error != null
      Ui.Warn(error.message)
      return
    endif
    var asked = result.data->filter((_, message) => message.role == 'user')
    if asked->empty()
      Ui.Note('there is nothing to take back')
      return
    endif
    Revert(chat, asked[0])
  })
enddef

# Sets or shows what the model is told first in this chat.
export def System(text: string)
  var chat = Chats.Required()
  if chat->empty()
    return
  elseif !chat.exists
    chat.systemPrompt = text == '' ? chat.systemPrompt : text
    Tell('system', chat.systemPrompt)
  elseif text == ''
    Connection.Request('thread/get', {threadId: chat.id}, (error, result) => {
      if error != null
        Ui.Warn(error.message)
      else
        Tell('system', result.thread.systemPrompt ?? '')
      endif
    })
  else
    Connection.Request('thread/update', {threadId: chat.id, systemPrompt: text}, Ui.Report)
  endif
enddef

# Shows what the model said to itself before the answer under the cursor.
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
      Ui.Note('the model told nothing of what it was thinking')
    else
      Scratch(Visible.Lines(result.turn.reasoning))
    endif
  })
enddef

def RetryTurn(chat: dict<any>, id: string)
  Connection.Request('turn/get', {turnId: id}, (error, result) => {
    if error != null
      Ui.Warn(error.message)
      return
    endif
    Answers.Forget(id)
    Turn.Retry(result.turn)
  })
enddef

def Revert(chat: dict<any>, message: dict<any>)
  var params = {threadId: chat.id, throughSequence: message.sequence - 1}
  Connection.Request('thread/revert', params, (error, result) => {
    if error != null
      Ui.Warn(error.message)
      return
    endif
    if Transcript.Body(chat, chat.blocks[-1])->join('')->trim() == ''
      Chat.SetDraft(chat, Visible.Lines(message.content))
    endif
    Mirror.Load(chat)
    Ui.Note('taken back; the whole is kept in a copy (:SkeinThreads)')
  })
enddef

# A short text as a message, a longer one in a window.
def Tell(what: string, text: string)
  if text =~ "\n" || strdisplaywidth(text) > &columns - 30
    Scratch(Visible.Lines(text))
  else
    Ui.Note(what .. ': ' .. (text == '' ? '(none)' : text))
  endif
enddef

def Scratch(lines: list<string>)
  new
  setlocal buftype=nofile bufhidden=wipe noswapfile nobuflisted
  setline(1, lines)
  setlocal nomodifiable
enddef
