vim9script

# The text at the prompt of a chat: it alone can be changed, and it has an undo of its own, because
# the text above it changes while answers arrive.
#
# Vim can't make a part of a buffer read-only. 'modifiable' is off while the cursor is above the
# prompt; what a command with a range, or an operator, changes there nevertheless is undone before
# the screen is drawn.

import autoload 'skein/chats.vim' as Chats
import autoload 'skein/mirror.vim' as Mirror
import autoload 'skein/transcript.vim' as Transcript
import autoload 'skein/ui.vim' as Ui

const STATES = 200
const INTACT = 0x7fffffff
const REFUSED = 'only the text below the last heading can be changed'

# By buffer: {heading, good, damage, listener, states, at}: heading is the line of the prompt's
# heading, damage the first line that was changed above the draft, good the last state in Vim's undo
# in which nothing was; the states of the draft are [lines, line, column], and the present one is that
# at `at`.
var drafts: dict<dict<any>>
var writing = false

# Keeps the draft of a chat from now on.
export def Begin(chat: dict<any>)
  Forget(chat.buffer)
  drafts[chat.buffer] = {heading: 0, good: 0, damage: INTACT, states: [], at: -1,
    listener: listener_add(Heard, chat.buffer)}
  Written(chat.buffer)
enddef

export def Forget(buffer: number)
  if drafts->has_key(buffer)
    listener_remove(drafts[buffer].listener)
    drafts->remove(buffer)
  endif
enddef

# Called before skein changes the buffer itself: what the user has changed so far is judged first.
export def Protect(buffer: number)
  Judge(buffer)
  writing = true
enddef

# Called when skein has changed the buffer.
export def Written(buffer: number)
  var draft = get(drafts, buffer, {})
  var chat = Chats.Of(buffer)
  if !draft->empty() && !chat->empty()
    listener_flush(buffer)
    draft.damage = INTACT
    draft.heading = Transcript.Line(chat, chat.blocks[-1])
    Keep(draft, buffer)
  endif
  writing = false
enddef

# Called when the user has changed the current buffer, or comes to it.
export def Changed()
  Judge(bufnr())
enddef

# Goes back to an earlier state of the draft, or forward again.
export def Move(steps: number)
  Judge(bufnr())
  var draft = drafts[bufnr()]
  var to = max([0, min([draft.at + steps, draft.states->len() - 1])])
  if to == draft.at
    Ui.Note(steps < 0 ? 'already at the oldest change' : 'already at the newest change')
    return
  endif
  var [lines, lnum, column] = draft.states[to]
  Transcript.Write(bufnr(), () => {
    Transcript.SetDraft(Chats.Current(), lines)
    draft.at = to
  })
  cursor(draft.heading + lnum, column)
  Chats.Guard()
enddef

def Heard(buffer: number, _: number, _: number, _: number, changes: list<dict<number>>)
  if writing || !drafts->has_key(buffer)
    return
  endif
  var draft = drafts[buffer]
  for change in changes
    draft.damage = min([draft.damage, change.lnum])
  endfor
enddef

def Judge(buffer: number)
  var draft = get(drafts, buffer, {})
  if draft->empty() || writing || !bufloaded(buffer)
    return
  endif
  listener_flush(buffer)
  var damage = draft.damage
  draft.damage = INTACT
  if damage <= draft.heading
    Repair(draft, Chats.Of(buffer), damage)
  elseif !IsInserting(buffer)
    Keep(draft, buffer)
  endif
enddef

# Shows the text above the draft as it was.
def Repair(draft: dict<any>, chat: dict<any>, damage: number)
  if damage == draft.heading && Transcript.Line(chat, chat.blocks[-1]) == damage
    RepairHeading(chat, damage)
    return
  endif
  if chat.buffer == bufnr() && !IsInserting(chat.buffer)
    Ui.Warn(REFUSED)
    var modifiable = &l:modifiable
    setlocal modifiable
    while undotree().seq_cur > draft.good
      silent undo
    endwhile
    &l:modifiable = modifiable
    listener_flush(chat.buffer)
    draft.damage = INTACT
  endif
  if Transcript.Line(chat, chat.blocks[-1]) != draft.heading
    Reread(draft, chat)
  endif
enddef

# <BS> and the like at the beginning of the draft join it to the line of the heading. Undoing that
# would take away what was typed before, too.
def RepairHeading(chat: dict<any>, lnum: number)
  var line = getbufline(chat.buffer, lnum)[0]
  var heading = Transcript.Heading(chat.blocks[-1])
  Transcript.Write(chat.buffer, () => {
    appendbufline(chat.buffer, lnum,
      stridx(line, heading) == 0 ? line->strpart(len(heading)) : '')
    Transcript.Head(chat, chat.blocks[-1])
  })
  if chat.buffer == bufnr()
    cursor(lnum + 1, 1)
    Chats.Guard()
  endif
enddef

# Reads the thread again, when its text here is not what it was; the last draft stays.
def Reread(draft: dict<any>, chat: dict<any>)
  var lines = draft.at < 0 ? [''] : draft.states[draft.at][0]
  Transcript.Write(chat.buffer, () => Transcript.Clear(chat, lines))
  if chat.exists
    Mirror.Load(chat)
  endif
enddef

def IsInserting(buffer: number): bool
  return buffer == bufnr() && mode() =~ '^[iR]'
enddef

def Keep(draft: dict<any>, buffer: number)
  if buffer == bufnr()
    draft.good = undotree().seq_cur
  endif
  # What is typed in Insert mode is one step.
  if !IsInserting(buffer)
    Record(draft, buffer)
  endif
enddef

def Record(draft: dict<any>, buffer: number)
  var lines = getbufline(buffer, draft.heading + 1, '$')
  if draft.at >= 0 && draft.states[draft.at][0] == lines
    return
  endif
  var at_prompt = buffer == bufnr() && line('.') > draft.heading
  draft.states = draft.states->slice(max([0, draft.at + 1 - STATES]), draft.at + 1)
  draft.states->add([lines, at_prompt ? line('.') - draft.heading : 1, at_prompt ? col('.') : 1])
  draft.at = draft.states->len() - 1
enddef
