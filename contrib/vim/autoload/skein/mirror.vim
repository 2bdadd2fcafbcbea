vim9script

# Keeps chat buffers as the daemon has their threads, whoever writes to them.

import autoload 'skein/answers.vim' as Answers
import autoload 'skein/chats.vim' as Chats
import autoload 'skein/connection.vim' as Connection
import autoload 'skein/event.vim' as Event
import autoload 'skein/transcript.vim' as Transcript
import autoload 'skein/turn.vim' as Turn
import autoload 'skein/ui.vim' as Ui
import autoload 'skein/visible.vim' as Visible

# Messages that are read at once; earlier ones on demand.
const PAGE = 200

# Begins to show a chat's thread; one that is not made yet has nothing to be read.
export def Begin(chat: dict<any>)
  Answers.Watch()
  Event.Subscribe()
  if chat.exists
    Load(chat)
  else
    chat.loaded = true
  endif
enddef

# Shows a thread as the daemon has it now.
export def Load(chat: dict<any>)
  chat.loaded = false
  chat.load += 1
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
      ShowFailure(chat, 'This thread is deleted. :SkeinRestore brings it back.')
    endif
  })
enddef

# Reads the messages before the first one that is shown.
export def Earlier()
  var chat = Chats.Current()
  if chat->empty() || chat.earlier == null
    Ui.Note('there are no earlier messages')
    return
  endif
  var params = {threadId: chat.id, order: 'desc', limit: PAGE, cursor: chat.earlier}
  Connection.Request('message/list', params, (error, result) => {
    if !Chats.IsLoaded(chat) || chat.earlier != params.cursor
      return
    elseif error != null
      Ui.Warn(error.message)
      return
    endif
    Transcript.Write(chat.buffer, () => {
      Transcript.Remove(chat, chat.blocks[0])
      for message in result.data
        Transcript.Insert(chat, 0, Answers.Of(message), Visible.Lines(message.content))
      endfor
      OfferEarlier(chat, result.nextCursor)
    })
  })
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
    Transcript.Write(chat.buffer, () => {
      Transcript.Clear(chat, draft)
      chat.through = result.data->empty() ? 0 : result.data[0].sequence
      chat.loaded = true
      for message in result.data
        Transcript.Insert(chat, 0, Answers.Of(message), Visible.Lines(message.content))
      endfor
      OfferEarlier(chat, result.nextCursor)
      for turn in Turn.Running()
        if turn.threadId == chat.id
          Answers.Show(chat, turn)
        endif
      endfor
    })
    if bufnr() == chat.buffer
      Chats.ToPrompt()
      if chat->has_key('visit')
        Chats.GoTo(chat, chat->remove('visit'))
      endif
    endif
  })
  Look(chat)
enddef

# Somebody else may be asking in a thread, or have asked last without an answer.
def Look(chat: dict<any>)
  for status in ['running', 'queued', '']
    var params = {threadId: chat.id}
    params->extend(status == '' ? {limit: 1} : {status: status})
    Connection.Request('turn/list', params, (error, result) => {
      if error == null
        for turn in result.data->reverse()
          if !Turn.IsFollowed(turn.id) && turn.status != 'completed'
            Adopt(turn.id)
          endif
        endfor
      endif
    })
  endfor
enddef

def OfferEarlier(chat: dict<any>, cursor: any)
  chat.earlier = cursor
  if cursor != null
    Transcript.Insert(chat, 0, Transcript.Block('earlier'),
      ['<CR> here shows the messages before.'])
  endif
enddef

# Reads what was written to the thread after what is shown.
export def CatchUp(chat: dict<any>)
  var params = {threadId: chat.id, afterSequence: chat.through, limit: PAGE}
  Connection.Request('message/list', params, (error, result) => {
    if !Chats.IsLoaded(chat) || error != null || result.data->empty()
      return
    endif
    Transcript.Write(chat.buffer, () => {
      for message in result.data
        if message.sequence == chat.through + 1
          Transcript.Insert(chat, Answers.First(chat), Answers.Of(message),
            Visible.Lines(message.content))
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
    if error != null || !Chats.IsLoaded(chat)
      return
    endif
    chat.thread = result.thread
    Chats.Title(chat)
    if !chat.loaded || result.thread.deletedAt != null || result.thread.messageCount < chat.through
      Load(chat)
    elseif result.thread.messageCount > chat.through
      CatchUp(chat)
    endif
  })
enddef

# Follows a turn of a thread that has a chat, or shows why it has failed.
def Adopt(turnId: string)
  Connection.Request('turn/get', {turnId: turnId}, (error, result) => {
    if error != null || Turn.IsFollowed(turnId)
      return
    endif
    var turn = result.turn
    # What failed and is asked again stands below, once more.
    Answers.Forget(turn.retryOf)
    var shown = Chats.All()->filter((_, chat) => chat.id == turn.threadId)
    if shown->empty()
      return
    elseif ['queued', 'running']->index(turn.status) >= 0
      Turn.Follow(turn)
    elseif ['failed', 'interrupted']->index(turn.status) >= 0 && turn.messageIds->empty()
      for chat in shown
        if chat.loaded && Chats.IsLoaded(chat)
          Answers.ShowFailed(chat, turn)
        endif
      endfor
    endif
  })
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
      endif
    endfor
  endif
  for [id, change] in changes->items()
    if change == 'created' && !Turn.IsKnown(id) && !Chats.All()->empty()
      Adopt(id)
    endif
  endfor
})
Event.Keep(Chats.OnScreen)
