vim9script

# Keeps chat buffers as the daemon has their threads, whoever writes to them.

import autoload 'skein/chats.vim' as Chats
import autoload 'skein/connection.vim' as Connection
import autoload 'skein/event.vim' as Event
import autoload 'skein/text.vim' as Text
import autoload 'skein/transcript.vim' as Transcript
import autoload 'skein/turn.vim' as Turn
import autoload 'skein/ui.vim' as Ui

# Messages that are read at once; earlier ones on demand.
const PAGE = 200

# Begins to show a chat's thread; one that is not made yet has nothing to be read.
export def Begin(chat: dict<any>)
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
        Transcript.Insert(chat, 0, MessageBlock(message), Text.Lines(message.content))
      endfor
      OfferEarlier(chat, result.nextCursor)
    })
  })
enddef

def ShowFailure(chat: dict<any>, message: string)
  var draft = Transcript.Body(chat, chat.blocks[-1])
  Transcript.Write(chat.buffer, () => {
    Transcript.Clear(chat, draft)
    Transcript.Insert(chat, 0, Transcript.Block('failed'), Text.Lines(message))
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
        Transcript.Insert(chat, 0, MessageBlock(message), Text.Lines(message.content))
      endfor
      OfferEarlier(chat, result.nextCursor)
      for turn in Turn.Running()
        if turn.threadId == chat.id
          ShowTurn(chat, turn)
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
  # Somebody else may be asking in it.
  for status in ['running', 'queued']
    Connection.Request('turn/list', {threadId: chat.id, status: status}, (error, result) => {
      if error == null
        for turn in result.data->reverse()
          Adopt(turn.id)
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
def CatchUp(chat: dict<any>)
  var params = {threadId: chat.id, afterSequence: chat.through, limit: PAGE}
  Connection.Request('message/list', params, (error, result) => {
    if !Chats.IsLoaded(chat) || error != null || result.data->empty()
      return
    endif
    Transcript.Write(chat.buffer, () => {
      for message in result.data
        if message.sequence == chat.through + 1
          Transcript.Insert(chat, FirstRunning(chat), MessageBlock(message),
            Text.Lines(message.content))
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

# Follows a turn of a thread that is on the screen.
def Adopt(turnId: string)
  Connection.Request('turn/get', {turnId: turnId}, (error, result) => {
    if error == null && ['queued', 'running']->index(result.turn.status) >= 0
        && Chats.All()->filter((_, chat) => chat.id == result.turn.threadId)->len() > 0
      Turn.Follow(result.turn)
    endif
  })
enddef

def FirstRunning(chat: dict<any>): number
  var running = chat.blocks->copy()->map((index, block) => block.number > 0 ? index : -1)
    ->filter((_, index) => index >= 0)
  return running->empty() ? chat.blocks->len() - 1 : running[0]
enddef

def MessageBlock(message: dict<any>): dict<any>
  return Transcript.Block(message.role, {sequence: message.sequence, turnId: message.turnId,
    about: Tokens(message)})
enddef

def Tokens(message: dict<any>): string
  return message.completionTokens == null ? '' : message.completionTokens .. ' tokens'
enddef

def ShowTurn(chat: dict<any>, turn: dict<any>)
  var members = {turnId: turn.id, number: turn.number}
  var input = Text.Lines(type(turn.input) == v:t_string ? turn.input : '')
  var last = chat.blocks->len() - 1
  Transcript.Insert(chat, last, Transcript.Block('user', members), input)
  Transcript.Insert(chat, last + 1,
    Transcript.Block('assistant', extendnew(members, {about: About(turn)})), Text.Lines(turn.text))
  SetPrompt(chat)
enddef

def Ended(chat: dict<any>, blocks: list<any>, turn: dict<any>, error: any, wire: dict<any>,
    messages: list<any>)
  if blocks->len() != 2
    return
  endif
  if wire->empty()
    GiveBack(chat, blocks, turn, error)
  elseif messages->empty()
    blocks[0].number = 0
    blocks[1].number = 0
    Transcript.Remove(chat, blocks[1])
    var said = turn.text == '' ? [] : Text.Lines(turn.text) + ['']
    var why = error != null ? error.message : 'The turn was ' .. wire.status .. '.'
    Transcript.Insert(chat, chat.blocks->index(blocks[0]) + 1, Transcript.Block('failed',
      {turnId: turn.id}), said + Text.Lines(why) + [':SkeinRetry asks again.'])
  elseif messages[0].sequence == chat.through + 1
      && FirstRunning(chat) == chat.blocks->index(blocks[0])
    for [block, message] in [[blocks[0], messages[0]], [blocks[1], messages[1]]]
      block->extend({number: 0, sequence: message.sequence, turnId: message.turnId,
        about: Tokens(message)})
    endfor
    if get(wire, 'status', '') != 'completed'
      blocks[1].about = wire.status
    elseif get(wire, 'finishReason', 'stop') != 'stop'
      blocks[1].about = 'ended by ' .. wire.finishReason
    endif
    Transcript.Head(chat, blocks[0])
    Transcript.Head(chat, blocks[1])
    if turn.text !=# messages[1].content
      Transcript.Fill(chat, blocks[1], Text.Lines(messages[1].content))
    endif
    chat.through = messages[1].sequence
  else
    Transcript.Remove(chat, blocks[0])
    Transcript.Remove(chat, blocks[1])
    CatchUp(chat)
  endif
  SetPrompt(chat)
enddef

# What the daemon did not take goes back to the prompt, if nothing else was written there.
def GiveBack(chat: dict<any>, blocks: list<any>, turn: dict<any>, error: dict<any>)
  Transcript.Insert(chat, chat.blocks->index(blocks[0]), Transcript.Block('failed'),
    Text.Lines(error.message))
  Transcript.Remove(chat, blocks[1])
  if Transcript.Body(chat, chat.blocks[-1])->join('')->trim() == ''
    Transcript.Remove(chat, blocks[0])
    Transcript.SetDraft(chat, Text.Lines(turn.input))
  else
    blocks[0].number = 0
  endif
enddef

# The time is not in it: each change of the text ends what can be undone at the prompt.
def About(turn: dict<any>): string
  return (type(turn.model) == v:t_string ? turn.model .. ' · ' : '') .. Turn.State(turn)
enddef

def SetPrompt(chat: dict<any>)
  var running = FirstRunning(chat) < chat.blocks->len() - 1
  var prompt = chat.blocks[-1]
  var about = running ? '<CR> sends, <C-C> cancels' : '<CR> sends'
  if prompt.about != about
    prompt.about = about
    Transcript.Head(chat, prompt)
  endif
enddef

# Calls Act with each loaded chat of a turn's thread, and the turn's two blocks.
def Shown(turn: dict<any>, Act: func)
  for chat in Chats.All()
    if chat.id == turn.threadId && chat.loaded && Chats.IsLoaded(chat)
      Act(chat, chat.blocks->copy()->filter((_, block) => block.number == turn.number))
    endif
  endfor
enddef

Turn.Watch({
  Began: (turn) => Shown(turn, (chat, _) => {
    Transcript.Write(chat.buffer, () => ShowTurn(chat, turn))
  }),
  Grew: (turn, kind, text) => Shown(turn, (chat, blocks) => {
    if blocks->len() == 2 && kind == 'text'
      Transcript.Write(chat.buffer, () => Transcript.Extend(chat, blocks[1], Text.Lines(text)))
    endif
  }),
  Replaced: (turn) => Shown(turn, (chat, blocks) => {
    if blocks->len() == 2
      Transcript.Write(chat.buffer, () => Transcript.Fill(chat, blocks[1], Text.Lines(turn.text)))
    endif
  }),
  Changed: (turn) => Shown(turn, (chat, blocks) => {
    if blocks->len() == 2 && blocks[1].about != About(turn)
      blocks[1].about = About(turn)
      Transcript.Write(chat.buffer, () => Transcript.Head(chat, blocks[1]))
    endif
  }),
  Ended: (turn, error, wire, messages) => Shown(turn, (chat, blocks) => {
    Transcript.Write(chat.buffer, () => Ended(chat, blocks, turn, error, wire, messages))
  }),
})
Event.On('thread', (changes) => {
  for chat in Chats.All()
    if chat.exists && (changes->empty() || changes->has_key(chat.id))
      Refresh(chat)
    endif
  endfor
})
Event.On('turn', (changes) => {
  for [id, change] in changes->items()
    if change == 'created' && !Chats.All()->empty()
      Adopt(id)
    endif
  endfor
})
Event.Keep(Chats.OnScreen)
