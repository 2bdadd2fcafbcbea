vim9script

# Shows running turns in the chats of their thread: a question and a growing answer, until both are
# messages.

import autoload 'skein/chats.vim' as Chats
import autoload 'skein/followed.vim' as Followed
import autoload 'skein/mirror.vim' as Mirror
import autoload 'skein/progress.vim' as Progress
import autoload 'skein/reasoning.vim' as Reasoning
import autoload 'skein/table.vim' as Table
import autoload 'skein/text.vim' as Text
import autoload 'skein/transcript.vim' as Transcript
import autoload 'skein/turn.vim' as Turn
import autoload 'skein/ui.vim' as Ui
import autoload 'skein/unanswered.vim' as Unanswered
import autoload 'skein/variants.vim' as Variants
import autoload 'skein/visible.vim' as Visible

var watching = false

# Begins to show running turns in all chats.
export def Watch()
  if !watching
    watching = true
    Followed.Watch(WATCHER)
  endif
enddef

# Writes a turn's question and its output so far at the end of a chat, or in place of the old answer
# when the question has one.
export def Show(chat: dict<any>, turn: dict<any>)
  var members = {turnId: turn.id, number: turn.number}
  if turn.retryOf != null
    Unanswered.Remove(chat, turn.retryOf)
    Reasoning.Remove(chat, turn.retryOf)
    var pair = chat.blocks->copy()->filter((_, block) => block.sequence > 0
      && block.turnId == turn.retryOf)
    if pair->len() == 2
      pair[0]->extend(members)
      pair[1]->extend(members)->extend({about: About(turn)})
      Transcript.Head(chat, pair[1])
      Transcript.Fill(chat, pair[1], Visible.Lines(turn.text))
      SetPrompt(chat)
      return
    endif
  endif
  var input = Visible.Lines(type(turn.input) == v:t_string ? turn.input : '')
  var last = Last(chat)
  Transcript.Insert(chat, last, Transcript.Block('user', members), input)
  var answer = Transcript.Block('assistant', extendnew(members, {about: About(turn)}))
  Transcript.Insert(chat, last + 1, answer, Visible.Lines(turn.text))
  SetPrompt(chat)
enddef

# The index of the first block that is not a message yet.
export def First(chat: dict<any>): number
  var running = chat.blocks->copy()->map((index, block) => block.number > 0 ? index : -1)
    ->filter((_, index) => index >= 0)
  return running->empty() ? Last(chat) : running[0]
enddef

# The block of a message.
export def Of(chat: dict<any>, message: dict<any>): dict<any>
  var block = Transcript.Block(message.role, {sequence: message.sequence, turnId: message.turnId,
    tokens: message.completionTokens})
  block.about = Variants.About(chat, block)
  return block
enddef

# The lines of a message, as they are shown.
export def Lines(message: dict<any>): list<string>
  var lines = Visible.Lines(message.content)
  return message.role == 'assistant' ? Table.Align(lines) : lines
enddef

# The index of the block before which new blocks are written; the note that the thread is deleted
# comes below them.
def Last(chat: dict<any>): number
  var end = chat.blocks->len() - 1
  return end > 0 && chat.blocks[end - 1].role == 'deleted' ? end - 1 : end
enddef

def Ended(chat: dict<any>, blocks: list<any>, turn: dict<any>, error: any, wire: dict<any>,
    messages: list<any>)
  if !wire->empty()
    # A copy: the asker gets the turn with its texts.
    Variants.Add(chat, wire->copy())
  endif
  if blocks->len() != 2
    return
  elseif wire->empty() && turn.retryOf == null
    GiveBack(chat, blocks, turn, error)
  elseif messages->empty()
    Fail(chat, blocks, turn, error, wire)
  elseif blocks[0].sequence == messages[0].sequence || messages[0].sequence == chat.through + 1
      && First(chat) == chat.blocks->index(blocks[0])
    Settle(chat, blocks, turn, messages)
  else
    Transcript.Remove(chat, blocks[0])
    Transcript.Remove(chat, blocks[1])
    if messages[0].sequence <= chat.through
      # A retry has written it in place of the message that is shown.
      Mirror.Load(chat)
    else
      Mirror.CatchUp(chat)
    endif
  endif
  SetPrompt(chat)
enddef

# Turns the question and the answer into messages.
def Settle(chat: dict<any>, blocks: list<any>, turn: dict<any>, messages: list<any>)
  for [block, message] in [[blocks[0], messages[0]], [blocks[1], messages[1]]]
    block->extend({number: 0, sequence: message.sequence, turnId: message.turnId,
      tokens: message.completionTokens})
    block.about = Variants.About(chat, block)
    Transcript.Head(chat, block)
  endfor
  var lines = Lines(messages[1])
  if turn.text !=# messages[1].content || lines != Visible.Lines(messages[1].content)
    Transcript.Fill(chat, blocks[1], lines)
  endif
  chat.through = max([chat.through, messages[1].sequence])
  if turn.retryOf != null
    # The answer that it replaces is a variant now.
    Variants.Read(chat)
  endif
enddef

# Keeps the question where it was asked, with the reason; a question that has an answer keeps that.
def Fail(chat: dict<any>, blocks: list<any>, turn: dict<any>, error: any, wire: dict<any>)
  if blocks[0].sequence > 0 || wire->empty()
    if Turn.IsOurs(turn)
      Ui.Warn(error != null ? Ui.Words(error) : 'not answered: ' .. wire.status)
    endif
    Mirror.Load(chat)
    return
  endif
  var index = chat.blocks->index(blocks[0])
  Transcript.Remove(chat, blocks[0])
  Transcript.Remove(chat, blocks[1])
  # After a crash the daemon may have less text than was received here.
  var said = len(turn.text) > len(wire.output ?? '') ? turn.text : wire.output
  for [block, lines] in Unanswered.Parts(turn.input, [extendnew(wire, {output: said})])
    Transcript.Insert(chat, index, block, lines)
    index += 1
  endfor
  if turn.retryOf != null
    # It is added to the earlier attempts.
    Unanswered.Read(chat)
  endif
enddef

# Puts a question that the daemon did not accept back at the prompt, above the text there.
def GiveBack(chat: dict<any>, blocks: list<any>, turn: dict<any>, error: dict<any>)
  Transcript.Insert(chat, chat.blocks->index(blocks[0]), Transcript.Block('failed'),
    Visible.Lines(Ui.Words(error)))
  Transcript.Remove(chat, blocks[1])
  Transcript.Remove(chat, blocks[0])
  Transcript.PutBack(chat, Text.Lines(turn.input))
enddef

# Without the time: each change of the buffer limits what can be undone at the prompt.
def About(turn: dict<any>): string
  return (type(turn.model) == v:t_string ? turn.model .. ' · ' : '') .. Progress.State(turn)
enddef

# Shows what sending does.
export def SetPrompt(chat: dict<any>)
  var running = First(chat) < Last(chat)
  var prompt = chat.blocks[-1]
  var about = running ? '<C-s> sends, <C-c> cancels, :q leaves'
    : chat.editing->empty() ? Transcript.SENDS : Transcript.EDITS
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
      Transcript.Write(chat.buffer,
        () => Transcript.Fill(chat, blocks[1], Visible.Lines(turn.text)))
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
    if !wire->empty()
      Reasoning.Add(chat, [wire->copy()])
      Chats.Title(chat)
    endif
  }),
}
