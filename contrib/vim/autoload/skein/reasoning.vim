vim9script

# The model's reasoning, folded above each answer.

import autoload 'skein/fold.vim' as Fold
import autoload 'skein/transcript.vim' as Transcript
import autoload 'skein/visible.vim' as Visible

# Shows the reasoning of turns above their answers, and takes their texts away: they are long, and
# nothing else needs them.
export def Add(chat: dict<any>, turns: list<dict<any>>)
  var thought: dict<dict<any>>
  for turn in turns
    if type(turn.reasoning) == v:t_string && turn.reasoning->trim() != ''
      thought[turn.id] = {lines: Visible.Lines(turn.reasoning->trim("\n"))}
    endif
    turn->extend({input: v:null, output: v:null, reasoning: v:null})
  endfor
  for block in chat.blocks
    if block.role == 'reasoning' && thought->has_key(block.turnId)
      thought->remove(block.turnId)
    endif
  endfor
  var answers = thought->empty() ? [] : chat.blocks->copy()->filter((_, block) =>
    block.role == 'assistant' && block.sequence > 0 && block.turnId != null
    && thought->has_key(block.turnId))
  if !answers->empty()
    Transcript.Write(chat.buffer, () => {
      for answer in answers
        Insert(chat, answer, thought[answer.turnId].lines)
      endfor
    })
    Fold.Update(chat.buffer)
  endif
enddef

# Removes the reasoning of a turn, whose answer is replaced.
export def Remove(chat: dict<any>, turnId: any)
  for block in chat.blocks->copy()
    if block.role == 'reasoning' && block.turnId == turnId
      Transcript.Remove(chat, block)
    endif
  endfor
enddef

def Insert(chat: dict<any>, answer: dict<any>, lines: list<string>)
  var block = Transcript.Block('reasoning', {turnId: answer.turnId})
  Transcript.Insert(chat, chat.blocks->index(answer), block, lines)
  var first = Transcript.Line(chat, block)
  Fold.Add(chat.buffer, first, Transcript.Line(chat, answer) - 2)
enddef
