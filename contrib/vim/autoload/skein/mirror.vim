vim9script

# Keeps chat buffers up to date with their threads, whichever client writes to them.

import autoload 'skein/answers.vim' as Answers
import autoload 'skein/chats.vim' as Chats
import autoload 'skein/connection.vim' as Connection
import autoload 'skein/event.vim' as Event
import autoload 'skein/followed.vim' as Followed
import autoload 'skein/reading.vim' as Reading
import autoload 'skein/transcript.vim' as Transcript
import autoload 'skein/turn.vim' as Turn
import autoload 'skein/ui.vim' as Ui
import autoload 'skein/unanswered.vim' as Unanswered
import autoload 'skein/variants.vim' as Variants
import autoload 'skein/visible.vim' as Visible

# How many messages are read at once; earlier ones are read on demand.
const PAGE = 200

# How near its beginning a chat has to be for earlier messages to be read.
const SCROLLED_LINES = 5

const DELETED = 'This thread is deleted. :SkeinRestore brings it back.'

# Begins to show a chat's thread; a thread that does not exist yet is not read.
export def Begin(chat: dict<any>)
  Answers.Watch()
  Event.Subscribe()
  if chat.exists
    Load(chat)
  else
    chat.loaded = true
  endif
enddef

# Shows a thread as it is now in the daemon.
export def Load(chat: dict<any>)
  chat.loaded = false
  chat.load += 1
  chat.reading = ''
  Variants.Clear(chat)
  var load = chat.load
  Connection.Request('thread/get', {threadId: chat.id}, (error, result) => {
    if !Chats.IsLoaded(chat) || chat.load != load
      return
    elseif error != null
      ShowFailure(chat, error.message)
      return
    endif
    chat.thread = result.thread
    Chats.Title(chat)
    if result.thread.deletedAt == null
      LoadMessages(chat)
    else
      ShowFailure(chat, DELETED)
    endif
  })
enddef

# Reads the messages before the first one that is shown.
export def Earlier(chat: dict<any>)
  if chat->empty() || chat.earlier == null
    Ui.Note('there are no earlier messages')
    return
  elseif chat.reading == chat.earlier
    return
  endif
  chat.reading = chat.earlier
  var params = {threadId: chat.id, order: 'desc', limit: PAGE, cursor: chat.earlier}
  Connection.Request('message/list', params, (error, result) => {
    if !Chats.IsLoaded(chat) || chat.earlier != params.cursor
      return
    elseif error != null
      chat.reading = ''
      Ui.Warn(error.message)
      return
    endif
    var places = Reading.Places(chat)
    Transcript.Write(chat.buffer, () => {
      Transcript.Remove(chat, chat.blocks[0])
      ShowPage(chat, result)
    })
    Reading.Return(chat, places)
    Unanswered.Read(chat)
    Arrive(chat)
  })
enddef

# Reads earlier messages when the beginning of those that are shown is on the screen.
export def Scrolled()
  var chat = Chats.Current()
  if !chat->empty() && chat.loaded && chat.earlier != null && line('w0') <= SCROLLED_LINES
    Earlier(chat)
  endif
enddef

# Moves the cursor to the place at which a chat was opened, as soon as that is shown.
export def Arrive(chat: dict<any>)
  if bufnr() != chat.buffer || !chat->has_key('visit')
    return
  elseif Chats.GoTo(chat, chat.visit)
    chat->remove('visit')
  elseif chat.earlier != null
    Earlier(chat)
  endif
enddef

# Writes a page of messages, the last one first, above those that are shown.
def ShowPage(chat: dict<any>, result: dict<any>)
  Transcript.InsertAll(chat, 0, result.data->copy()->reverse()
    ->mapnew((_, message) => [Answers.Of(chat, message), Answers.Lines(message)]))
  chat.earlier = result.nextCursor
  if chat.earlier != null
    Transcript.Insert(chat, 0, Transcript.Block('earlier'),
      ['<CR> here shows the messages before.'])
  endif
enddef

def ShowFailure(chat: dict<any>, message: string)
  var draft = Transcript.Body(chat, chat.blocks[-1])
  Transcript.Write(chat.buffer, () => {
    Transcript.Clear(chat, draft)
    Transcript.Insert(chat, 0, Transcript.Block('failed'), Visible.Lines(message))
  })
enddef

def LoadMessages(chat: dict<any>)
  var params = {threadId: chat.id, order: 'desc', limit: PAGE}
  var load = chat.load
  Connection.Request('message/list', params, (error, result) => {
    if !Chats.IsLoaded(chat) || chat.load != load
      return
    elseif error != null
      Ui.Warn(error.message)
      return
    endif
    var draft = Transcript.Body(chat, chat.blocks[-1])
    var places = Reading.Places(chat)
    Transcript.Write(chat.buffer, () => {
      Transcript.Clear(chat, draft)
      chat.through = result.data->empty() ? 0 : result.data[0].sequence
      chat.loaded = true
      ShowPage(chat, result)
      for turn in Followed.Running()
        if turn.threadId == chat.id
          Answers.Show(chat, turn)
        endif
      endfor
    })
    Reading.Return(chat, places)
    Arrive(chat)
    Unanswered.Read(chat)
    Variants.Read(chat)
  })
  Look(chat)
enddef

# Another client may be asking in the thread.
def Look(chat: dict<any>)
  for status in ['running', 'queued']
    Connection.Request('turn/list', {threadId: chat.id, status: status}, (error, result) => {
      if error == null
        for turn in result.data->reverse()
          if !Followed.IsFollowed(turn.id)
            Adopt(turn.id)
          endif
        endfor
      endif
    })
  endfor
enddef

# Reads the messages that were written after the last one shown.
export def CatchUp(chat: dict<any>)
  var params = {threadId: chat.id, afterSequence: chat.through, limit: PAGE}
  Connection.Request('message/list', params, (error, result) => {
    if !Chats.IsLoaded(chat) || error != null || result.data->empty()
      return
    endif
    Transcript.Write(chat.buffer, () => {
      for message in result.data
        if message.sequence == chat.through + 1
          Transcript.Insert(chat, Answers.First(chat), Answers.Of(chat, message),
            Answers.Lines(message))
          chat.through = message.sequence
        endif
      endfor
    })
    if result.nextCursor != null
      CatchUp(chat)
    endif
  })
enddef

def Refresh(chat: dict<any>)
  Connection.Request('thread/get', {threadId: chat.id}, (error, result) => {
    if !Chats.IsLoaded(chat)
      return
    elseif error != null
      if error.data.kind == 'notFound'
        MarkDeleted(chat, 'This thread is deleted for good.')
      endif
      return
    endif
    chat.thread = result.thread
    Chats.Title(chat)
    if result.thread.deletedAt != null && chat.loaded
      MarkDeleted(chat, DELETED)
    elseif !chat.loaded || result.thread.messageCount < chat.through || IsMarkedDeleted(chat)
      Load(chat)
    elseif result.thread.messageCount > chat.through
      CatchUp(chat)
    endif
  })
enddef

# Keeps the text of a thread that was deleted readable; the text at the prompt stays, too.
def MarkDeleted(chat: dict<any>, why: string)
  if chat.loaded && !IsMarkedDeleted(chat)
    Transcript.Write(chat.buffer, () => Transcript.Insert(chat, chat.blocks->len() - 1,
      Transcript.Block('deleted'), [why]))
  endif
enddef

def IsMarkedDeleted(chat: dict<any>): bool
  return chat.blocks->len() > 1 && chat.blocks[-2].role == 'deleted'
enddef

# Follows a turn of a thread that has a chat, or shows its end.
def Adopt(turnId: string)
  Connection.Request('turn/get', {turnId: turnId}, (error, result) => {
    if error != null || Followed.IsFollowed(turnId)
      return
    endif
    var turn = result.turn
    var shown = Chats.All()->filter((_, chat) => chat.id == turn.threadId && chat.loaded
      && Chats.IsLoaded(chat))
    if !shown->empty() && ['queued', 'running']->index(turn.status) >= 0
      Turn.Follow(turn)
      return
    endif
    for chat in shown
      if turn.messageIds->empty()
        Unanswered.Read(chat)
      elseif turn.retryOf != null
        Load(chat)
      endif
    endfor
  })
enddef

# A question without an answer may have been withdrawn.
def Changed(turnId: string)
  for chat in Chats.All()
    if chat.loaded && Unanswered.Has(chat, turnId)
      Unanswered.Read(chat)
    endif
  endfor
enddef

Event.On('thread', (changes) => {
  for chat in Chats.All()
    if chat.exists && (changes->empty() || changes->has_key(chat.id))
      Refresh(chat)
    endif
  endfor
})
Event.On('turn', (changes) => {
  if changes->empty()
    for chat in Chats.All()
      if chat.exists && chat.loaded
        Look(chat)
        Unanswered.Read(chat)
      endif
    endfor
  endif
  for [id, change] in changes->items()
    if change == 'created' && !Followed.IsKnown(id) && !Chats.All()->empty()
      Adopt(id)
    elseif change != 'created'
      Changed(id)
    endif
  endfor
})
Event.Keep(Chats.OnScreen)
