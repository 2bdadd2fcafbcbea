vim9script

# What runs in a thread, in its chats: a question and an answer that grows, until both are messages.

import autoload 'skein/chats.vim' as Chats
import autoload 'skein/mirror.vim' as Mirror
import autoload 'skein/text.vim' as Text
import autoload 'skein/transcript.vim' as Transcript
import autoload 'skein/turn.vim' as Turn
import autoload 'skein/ui.vim' as Ui
import autoload 'skein/visible.vim' as Visible

var watching = false

# Begins to show what runs in every chat.
export def Watch()
  if !watching
    watching = true
    Turn.Watch(WATCHER)
  endif
enddef

# Writes a turn's question and what it has said at the end of a chat.
export def Show(chat: dict<any>, turn: dict<any>)
  var members = {turnId: turn.id, number: turn.number}
  var input = Visible.Lines(type(turn.input) == v:t_string ? turn.input : '')
  var last = chat.blocks->len() - 1
  Transcript.Insert(chat, last, Transcript.Block('user', members), input)
  Transcript.Insert(chat, last + 1,
    Transcript.Block('assistant', extendnew(members, {about: About(turn)})), Visible.Lines(turn.text))
  SetPrompt(chat)
enddef

# The index of the first block that is no message yet.
export def First(chat: dict<any>): number
  var running = chat.blocks->copy()->map((index, block) => block.number > 0 ? index : -1)
    ->filter((_, index) => index >= 0)
  return running->empty() ? chat.blocks->len() - 1 : running[0]
enddef

# The block of a message.
export def Of(message: dict<any>): dict<any>
  return Transcript.Block(message.role, {sequence: message.sequence, turnId: message.turnId,
    about: Tokens(message)})
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
    Transcript.Insert(chat, chat.blocks->index(blocks[0]) + 1, Transcript.Block('failed',
      {turnId: turn.id}), Failure(turn.text, error, wire))
  elseif messages[0].sequence == chat.through + 1
      && First(chat) == chat.blocks->index(blocks[0])
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
      Transcript.Fill(chat, blocks[1], Visible.Lines(messages[1].content))
    endif
    chat.through = messages[1].sequence
  else
    Transcript.Remove(chat, blocks[0])
    Transcript.Remove(chat, blocks[1])
    if messages[0].sequence <= chat.through
      # A retry has written it in the place of what is shown.
      Mirror.Load(chat)
    else
      Mirror.CatchUp(chat)
    endif
  endif
  SetPrompt(chat)
enddef

# Shows a turn that has failed before it could be followed, with its question; as the last, once.
export def ShowFailed(chat: dict<any>, wire: dict<any>)
  var id = wire.id
  if !chat.blocks->copy()->filter((_, block) => block.turnId == id)->empty()
    return
  endif
  var input = Visible.Lines(type(wire.input) == v:t_string ? wire.input : '')
  Transcript.Write(chat.buffer, () => {
    Transcript.Insert(chat, chat.blocks->len() - 1, Transcript.Block('user', {turnId: id}), input)
    Transcript.Insert(chat, chat.blocks->len() - 1, Transcript.Block('failed', {turnId: id}),
      Failure(wire.output ?? '', wire.error, wire))
  })
enddef

# Takes away what a turn that failed has left in chats: its question appears again below.
export def Forget(id: any)
  for chat in Chats.All()->filter((_, chat) => chat.loaded && Chats.IsLoaded(chat))
    var left = chat.blocks->copy()->filter((_, block) => id != null && block.turnId == id
      && block.sequence == 0 && block.number == 0)
    if !left->empty()
      Transcript.Write(chat.buffer, () => {
        for block in left
          Transcript.Remove(chat, block)
        endfor
      })
    endif
  endfor
enddef

# What a turn had said that wrote no messages, and why.
def Failure(said: string, error: any, wire: dict<any>): list<string>
  var why = error != null ? Ui.Words(error) : 'The turn was ' .. wire.status .. '.'
  return (said == '' ? [] : Visible.Lines(said) + ['']) + Visible.Lines(why) + [':SkeinRetry asks again.']
enddef

# What the daemon did not take goes back to the prompt, if nothing else was written there.
def GiveBack(chat: dict<any>, blocks: list<any>, turn: dict<any>, error: dict<any>)
  Transcript.Insert(chat, chat.blocks->index(blocks[0]), Transcript.Block('failed'),
    Visible.Lines(Ui.Words(error)))
  Transcript.Remove(chat, blocks[1])
  if Transcript.Body(chat, chat.blocks[-1])->join('')->trim() == ''
    Transcript.Remove(chat, blocks[0])
    Transcript.SetDraft(chat, Text.Lines(turn.input))
  else
    blocks[0].number = 0
  endif
enddef

def Tokens(message: dict<any>): string
  return message.completionTokens == null ? '' : message.completionTokens .. ' tokens'
enddef

# The time is not in it: each change of the text ends what can be undone at the prompt.
def About(turn: dict<any>): string
  return (type(turn.model) == v:t_string ? turn.model .. ' · ' : '') .. Turn.State(turn)
enddef

def SetPrompt(chat: dict<any>)
  var running = First(chat) < chat.blocks->len() - 1
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

const WATCHER: dict<func> = {
  Began: (turn) => Shown(turn, (chat, _) => {
    Transcript.Write(chat.buffer, () => Show(chat, turn))
  }),
  Grew: (turn, kind, text) => Shown(turn, (chat, blocks) => {
    if blocks->len() == 2 && kind == 'text'
      Transcript.Write(chat.buffer, () => Transcript.Extend(chat, blocks[1], Visible.Lines(text)))
    endif
  }),
  Replaced: (turn) => Shown(turn, (chat, blocks) => {
    if blocks->len() == 2
      Transcript.Write(chat.buffer, () => Transcript.Fill(chat, blocks[1], Visible.Lines(turn.text)))
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
}
