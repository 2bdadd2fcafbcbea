vim9script

# The unanswered questions of a thread, in its chat: each where it was asked, with the result of
# every attempt and the partial answer. Their blocks have the ids of these turns, the oldest first,
# as `tries`.

import autoload 'skein/chats.vim' as Chats
import autoload 'skein/followed.vim' as Followed
import autoload 'skein/mirror.vim' as Mirror
import autoload 'skein/pages.vim' as Pages
import autoload 'skein/transcript.vim' as Transcript
import autoload 'skein/ui.vim' as Ui
import autoload 'skein/visible.vim' as Visible

const NOT_SENT = 'not sent to the model'

# Shows a chat's unanswered questions as they are in the daemon now.
export def Read(chat: dict<any>)
  var load = chat.load
  var params = {threadId: chat.id, unanswered: true, includeTexts: true}
  Pages.All('turn/list', params, (error, turns) => {
    if !Chats.IsLoaded(chat) || chat.load != load || !chat.loaded
      return
    elseif error != null
      Ui.Warn(error.message)
      return
    endif
    Place(chat, turns)
    Mirror.Arrive(chat)
  })
enddef

# The blocks of a question with these attempts, each with its lines.
export def Parts(input: any, tries: list<dict<any>>): list<list<any>>
  var ids = tries->mapnew((_, turn) => turn.id)
  var Part = (role, turn, about, lines) =>
    [Transcript.Block(role, {turnId: turn.id, tries: ids, about: about}), lines]
  var parts = [Part('user', tries[-1], '', Visible.Lines(type(input) == v:t_string ? input : ''))]
  for turn in tries
    var hint = turn is tries[-1] ? Hint(turn) : []
    parts->add(Part('failed', turn, turn.status, Reason(turn) + hint))
    if (turn.output ?? '') != ''
      parts->add(Part('kept', turn, NOT_SENT, Visible.Lines(turn.output)))
    endif
  endfor
  return parts
enddef

# Removes the question of one of these turns, because it is asked again below.
export def Remove(chat: dict<any>, id: any)
  for block in chat.blocks->copy()
    if block->get('tries', [])->index(id) >= 0
      Transcript.Remove(chat, block)
    endif
  endfor
enddef

# Whether a chat shows a turn as an attempt.
export def Has(chat: dict<any>, id: string): bool
  return !chat.blocks->copy()->filter((_, block) => block->get('tries', [])->index(id) >= 0)
    ->empty()
enddef

def Reason(turn: dict<any>): list<string>
  return turn.error == null ? [] : Visible.Lines(Ui.Words(turn.error))
enddef

# The key that asks again, unless the reason names it already.
def Hint(turn: dict<any>): list<string>
  var names = turn.error != null && Ui.Words(turn.error) =~ ':SkeinRetry'
  return ['Not sent to the model.' .. (names ? '' : ' :SkeinRetry asks again.')]
enddef

# Inserts the questions; `turns` has the newest first.
def Place(chat: dict<any>, turns: list<dict<any>>)
  var questions = Questions(turns)->filter((_, question) => !IsAskedAgain(question)
    && Index(chat, After(question)) >= 0)
  var wanted = questions->mapnew((_, question) => question->mapnew((_, turn) => turn.id))
  var shown = chat.blocks->copy()
    ->filter((_, block) => block.role == 'user' && block->has_key('tries'))
    ->mapnew((_, block) => block.tries)
  if wanted == shown
    return
  endif
  Transcript.Write(chat.buffer, () => {
    for block in chat.blocks->copy()
      if block->has_key('tries')
        Transcript.Remove(chat, block)
      endif
    endfor
    for question in questions
      var index = Index(chat, After(question))
      for [block, lines] in Parts(question[0].input, question)
        Transcript.Insert(chat, index, block, lines)
        index += 1
      endfor
    endfor
  })
enddef

# The attempts of each question, in the order of the questions.
def Questions(turns: list<dict<any>>): list<list<dict<any>>>
  var questions: list<list<dict<any>>>
  var places: dict<number>
  for turn in turns->copy()->reverse()
    var before = turn.retryOf ?? ''
    if places->has_key(before)
      questions[places[before]]->add(turn)
    else
      questions->add([turn])
    endif
    places[turn.id] = places->has_key(before) ? places[before] : questions->len() - 1
  endfor
  return questions->sort((a, b) => After(a) - After(b))
enddef

# The sequence of the message after which a question was asked.
def After(question: list<dict<any>>): number
  return question[-1].afterSequence ?? 0
enddef

# Whether one of the attempts is being asked again: then the question is shown below.
def IsAskedAgain(question: list<dict<any>>): bool
  var ids = question->mapnew((_, turn) => turn.id)
  return Followed.Running()->filter((_, turn) => ids->index(turn.retryOf) >= 0)->len() > 0
enddef

# The index of the block before which a question after this message is inserted; -1 when that
# message is not shown.
def Index(chat: dict<any>, after: number): number
  var first = chat.blocks->copy()->filter((_, block) => block.sequence > 0)
  if chat.earlier != null && !first->empty() && after < first[0].sequence - 1
    return -1
  endif
  for [index, block] in chat.blocks->items()
    if block.sequence > after || block.number > 0 || ['prompt', 'deleted']->index(block.role) >= 0
      return index
    endif
  endfor
  return chat.blocks->len() - 1
enddef
