vim9script

# What is known about a thread's turns beside their texts: how each answer ended, and which other
# answers its question has.

import autoload 'skein/chats.vim' as Chats
import autoload 'skein/connection.vim' as Connection
import autoload 'skein/details.vim' as Details
import autoload 'skein/pages.vim' as Pages
import autoload 'skein/reasoning.vim' as Reasoning
import autoload 'skein/text.vim' as Text
import autoload 'skein/transcript.vim' as Transcript
import autoload 'skein/ui.vim' as Ui
import autoload 'skein/visible.vim' as Visible

const ENDINGS = {stop: '', length: 'cut off at its length limit',
  outputLimit: 'cut off at its length limit', content_filter: 'cut off by the content filter',
  contentFilter: 'cut off by the content filter', incomplete: 'cut off for an unknown reason'}

# Reads what is known about a chat's turns, and shows it in the headings of their answers.
export def Read(chat: dict<any>)
  var load = chat.load
  Pages.All('turn/list', {threadId: chat.id, includeTexts: true}, (error, turns) => {
    if error != null || !Chats.IsLoaded(chat) || chat.load != load || !chat.loaded
      return
    endif
    for turn in turns
      Add(chat, turn)
    endfor
    Tell(chat)
    Reasoning.Add(chat, turns)
    Chats.Title(chat)
  })
enddef

# Forgets a chat's turns, and adds one.
export def Clear(chat: dict<any>)
  # With its type Vim does not look through it whenever a chat is passed to a function.
  var turns: dict<dict<any>> = {}
  chat.turns = turns
  chat.tries = {}
  chat->extend({tokens: 0, cost: 0.0, answered: ''})
enddef

export def Add(chat: dict<any>, turn: dict<any>)
  if !chat.turns->has_key(turn.id)
    chat.tokens += turn.totalTokens ?? 0
    chat.cost += turn.cost ?? 0.0
  endif
  # Turns are listed with the newest first, and end after all of them.
  if turn.messageIds->len() > 0 && (chat.answered == '' || turn.endedAt >= chat.answeredAt)
    chat->extend({answered: turn.model, answeredAt: turn.endedAt})
  endif
  chat.turns[turn.id] = turn
  chat.tries = {}
enddef

# The heading of an answer: its tokens, how it ended, and whether there are others.
export def About(chat: dict<any>, block: dict<any>): string
  if block.role != 'assistant'
    return ''
  endif
  var turn = get(chat.turns, block.turnId ?? '', {})
  var others = turn->empty() ? 0 : Of(chat, turn.id)->len()
  return [block.tokens == null ? '' : block.tokens .. ' tokens', turn->empty() ? '' : Ending(turn),
    others == 0 ? '' : printf('%d other %s: :SkeinVariants', others, others == 1 ? 'try' : 'tries')]
    ->filter((_, part) => part != '')->join(' · ')
enddef

# How a turn's answer ended, when it did not end normally; otherwise ''.
export def Ending(turn: dict<any>): string
  var reason = turn.finishReason ?? 'stop'
  return get(ENDINGS, reason, reason)
enddef

# Shows the other answers to the question of the answer under the cursor, else of the last one, beside
# it.
export def Show()
  var chat = Chats.Required()
  if chat->empty()
    return
  endif
  var answers = chat.blocks->copy()->filter((_, block) => IsAnswer(block))
  var here = Chats.Current()->empty() ? {} : Transcript.At(chat, line('.'))
  if !here->empty() && IsAnswer(here)
    answers = [here]
  endif
  var ids = answers->empty() ? [] : Of(chat, answers[-1].turnId)->mapnew((_, turn) => turn.id)
  if ids->empty()
    Ui.Note('this question has no other answers')
  else
    Collect(ids + [answers[-1].turnId], [])
  endif
enddef

def IsAnswer(block: dict<any>): bool
  return block.role == 'assistant' && block.sequence > 0 && block.turnId != null
enddef

# The turns with the same question that are not in the thread, the oldest first.
def Of(chat: dict<any>, id: string): list<dict<any>>
  if chat.tries->empty()
    var tries: dict<list<dict<any>>> = {}
    for turn in chat.turns->values()
      if turn.messageIds->empty() && turn.endedAt != null
        var first = First(chat, turn.id)
        tries[first] = get(tries, first, []) + [turn]
      endif
    endfor
    chat.tries = tries
  endif
  return get(chat.tries, First(chat, id), [])->copy()
    ->sort((a, b) => a.queuedAt < b.queuedAt ? -1 : a.queuedAt > b.queuedAt ? 1 : 0)
enddef

# The turn that asked a turn's question first.
def First(chat: dict<any>, id: string): string
  var before = get(get(chat.turns, id, {}), 'retryOf', null)
  return before == null || !chat.turns->has_key(before) ? id : First(chat, before)
enddef

def Tell(chat: dict<any>)
  var changed = chat.blocks->copy()->filter((_, block) => IsAnswer(block) && block.number == 0
    && block.about != About(chat, block))
  if !changed->empty()
    Transcript.Write(chat.buffer, () => {
      for block in changed
        block.about = About(chat, block)
        Transcript.Head(chat, block)
      endfor
    })
  endif
enddef

# Reads the texts of one turn after another, and shows them all side by side; the last one is the
# answer in the thread.
def Collect(ids: list<string>, texts: list<list<string>>)
  if ids->empty()
    Details.ShowBeside(texts)
    return
  endif
  Connection.Request('turn/get', {turnId: ids[0]}, (error, result) => {
    if error != null
      Ui.Warn(error.message)
      return
    endif
    var turn = result.turn
    var role = ids->len() == 1 ? 'In the thread' : turn.status == 'completed' ? 'Replaced' : 'Tried'
    var head = [role, Text.Ago(turn.queuedAt), turn.model,
      turn.status == 'completed' ? '' : turn.status]->filter((_, part) => part != '')
    var why = turn.error == null ? [] : Visible.Lines(Ui.Words(turn.error)) + ['']
    Collect(ids[1 :], texts + [['── ' .. Visible.Text(head->join(' · '))] + why
      + Visible.Lines(turn.output ?? '')])
  })
enddef
