vim9script

# The last question of a chat: asking it again, removing it, or asking another one instead.

import autoload 'skein/chat.vim' as Chat
import autoload 'skein/chats.vim' as Chats
import autoload 'skein/connection.vim' as Connection
import autoload 'skein/followed.vim' as Followed
import autoload 'skein/mirror.vim' as Mirror
import autoload 'skein/question.vim' as Question
import autoload 'skein/transcript.vim' as Transcript
import autoload 'skein/turn.vim' as Turn
import autoload 'skein/ui.vim' as Ui
import autoload 'skein/visible.vim' as Visible

# Asks the last question again, answered or not; with here, the unanswered one under the cursor.
export def Retry(here: bool)
  var chat = Asked()
  if chat->empty() || !here && IsRunning(chat)
    return
  endif
  var block = here ? Chat.UnderCursor() : {}
  if here && !block->has_key('tries')
    Ui.Note('there is no question without an answer under the cursor')
  elseif here
    RetryTurn(chat, block.tries[-1])
  else
    Question.Last(chat.id, (question) => {
      if question.turnId != null
        RetryTurn(chat, question.turnId)
      else
        # No turn asked it here: a version keeps the old answer.
        Replace(chat, question, question.text)
      endif
    })
  endif
enddef

# Removes the last question, with its answer if it has one, and puts it at the prompt.
export def Undo()
  var chat = Asked()
  if chat->empty() || IsRunning(chat)
    return
  endif
  Question.Last(chat.id, (question) => Question.TakeBack(chat.id, question, (said) => {
    if IsBlank(chat)
      Chat.SetDraft(chat, Visible.Lines(question.text))
    endif
    Mirror.Load(chat)
    Ui.Note(said)
  }))
enddef

# Asks these words instead of the question under the cursor, at the prompt the last one. Without words,
# puts that question at the prompt, and what is sent next replaces it.
export def Edit(words: string)
  var chat = Asked()
  if chat->empty()
    return
  elseif words == '' && !IsBlank(chat)
    Ui.Warn('the prompt is not empty: send or delete its text first')
    return
  elseif IsRunning(chat)
    if words != '' && IsBlank(chat)
      Chat.SetDraft(chat, [words])
    endif
    return
  endif
  Meant(chat, (question) => {
    if words != ''
      Send(chat, question, words)
      return
    endif
    Chat.SetDraft(chat, Visible.Lines(question.text))
    Chat.SetEditing(chat, question)
    Ui.Note('editing: ' .. Question.Words(question))
  })
enddef

# Sends the text at the prompt instead of the question that is being edited there.
export def SendEdited(chat: dict<any>, words: string)
  var edited = chat.editing
  Chat.SetEditing(chat, {})
  Chat.SetDraft(chat, [''])
  Find(chat, edited.isLast ? 0 : edited.sequence, (question) => {
    if question == edited
      Send(chat, question, words)
    else
      Chat.SetDraft(chat, split(words, "\n", true))
      Ui.Warn('another question was asked meanwhile: nothing is asked, nothing is taken back')
    endif
  })
enddef

# Goes on in a copy of the thread that ends with the question under the cursor and its answer; at the
# prompt, in a copy of all of it.
export def Fork()
  var chat = Asked()
  if chat->empty()
    return
  endif
  var [_, index] = Here(chat)
  var params: dict<any> = {threadId: chat.id}
  if index >= 0
    params.throughSequence = Through(chat, index)
  endif
  Connection.Request('thread/fork', params, (error, result) => {
    if error != null
      Ui.Warn(error.message)
      return
    endif
    Chat.Open(result.thread.id)
    Ui.Note(printf('thread %d is a copy of %d up to here', result.thread.number, chat.thread.number))
  })
enddef

# The block of the question that the cursor is at, or at whose answer, and its index; [{}, -1] at the
# prompt, and in another buffer than the chat's.
def Here(chat: dict<any>): list<any>
  var block = bufnr() == chat.buffer ? Chat.UnderCursor() : chat.blocks[-1]
  var index = chat.blocks->copy()->map((number, each) => each is block ? number : -1)->max()
  while block.role != 'prompt' && index > 0 && chat.blocks[index].role != 'user'
    index -= 1
  endwhile
  return block.role == 'prompt' || chat.blocks[index].role != 'user' ? [{}, -1]
    : [chat.blocks[index], index]
enddef

# The sequence of the last message before the next question.
def Through(chat: dict<any>, first: number): number
  var through = 0
  for [index, block] in chat.blocks->items()
    if index > first && block.role == 'user'
      break
    endif
    through = max([through, block.sequence])
  endfor
  return through
enddef

# Calls Use with the question that is meant: the one at the cursor, else the last one.
def Meant(chat: dict<any>, Use: func)
  var [block, _] = Here(chat)
  var later = chat.blocks->copy()->filter((_, other) => other.sequence > 0 && other.role == 'user')
  if !block->empty() && block->has_key('tries')
      && chat.blocks->copy()->filter((_, other) => other.role == 'user')[-1] isnot block
    Ui.Note('only the last question without an answer can be edited')
    return
  endif
  Find(chat, block->empty() || block->has_key('tries') || later[-1] is block ? 0 : block.sequence, Use)
enddef

# Calls Use with the question of a message, or the last question when sequence is 0.
def Find(chat: dict<any>, sequence: number, Use: func)
  if sequence == 0
    Question.Last(chat.id, (question) => Use(extendnew(question, {isLast: true})))
  else
    Question.At(chat.id, sequence, (question) => Use(extendnew(question, {isLast: false})))
  endif
enddef

# Stops editing a question.
export def LeaveEditing(chat: dict<any>)
  Chat.SetEditing(chat, {})
  Chat.SetDraft(chat, [''])
  Ui.Note('the question stays as it was')
enddef

def Send(chat: dict<any>, question: dict<any>, words: string)
  var left = words->trim() == '' ? 'empty'
    : Visible.Lines(words) == Visible.Lines(question.text->trim()) ? 'as it was' : ''
  if left != ''
    Ui.Note(printf('the question was left %s: nothing is asked, nothing is taken back', left))
  else
    Replace(chat, question, words)
  endif
enddef

def Replace(chat: dict<any>, question: dict<any>, words: string)
  Question.TakeBack(chat.id, question, (said) => {
    Mirror.Load(chat)
    Ui.Note(said)
    Chat.Ask(chat, words, question.turnId)
  }, () => {
    if IsBlank(chat)
      Chat.SetDraft(chat, split(words, "\n", true))
    endif
  })
enddef

def RetryTurn(chat: dict<any>, id: string)
  Connection.Request('turn/get', {turnId: id}, (error, result) => {
    if error != null
      Ui.Warn(error.message)
      return
    endif
    Ui.Note('asking again: ' .. Question.Words({text: result.turn.input ?? ''}))
    Turn.Retry(result.turn, chat->get('chosen', ''))
  })
enddef

# The chat that the command is about, if anything was asked in it.
def Asked(): dict<any>
  var chat = Chats.Required()
  if !chat->empty() && !chat.exists
    Ui.Note(Question.NOTHING)
  endif
  return chat->empty() || !chat.exists ? {} : chat
enddef

# Whether the last question of a chat is still being answered; shows a warning then. Commands for the
# last question wait for its end, and never apply to the question before it.
def IsRunning(chat: dict<any>): bool
  var is_running = Followed.Running()->filter((_, turn) => turn.threadId == chat.id)->len() > 0
  if is_running
    Ui.Warn('the last answer has not ended: wait for it or cancel it')
  endif
  return is_running
enddef

def IsBlank(chat: dict<any>): bool
  return Transcript.Body(chat, chat.blocks[-1])->join('')->trim() == ''
enddef
