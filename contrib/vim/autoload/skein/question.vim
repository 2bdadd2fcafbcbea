vim9script

# What was asked last in a thread, with or without an answer, and taking it back.
#
# It is {text, turnId, sequence, isAnswered}: sequence is that of its message, 0 when it has none;
# turnId is v:null where it was copied or imported.

import autoload 'skein/connection.vim' as Connection
import autoload 'skein/text.vim' as Text
import autoload 'skein/ui.vim' as Ui

export const NOTHING = 'nothing has been asked in this thread'

const PAGE = 20

# Calls Use with the last question of a thread; says so when nothing was asked, or why it is not
# known.
export def Last(threadId: string, Use: func)
  var params = {threadId: threadId, unanswered: true, includeTexts: true, limit: 1}
  Connection.Request('turn/list', params, (error, result) => {
    if error != null
      Ui.Warn(error.message)
      return
    endif
    var unanswered = get(result.data, 0, {})
    LastMessage(threadId, null, (message) => {
      if !unanswered->empty() && (unanswered.afterSequence ?? 0) >= get(message, 'sequence', 0)
        Use({text: unanswered.input ?? '', turnId: unanswered.id, sequence: 0, isAnswered: false})
      elseif !message->empty()
        Use({text: message.content, turnId: message.turnId, sequence: message.sequence,
          isAnswered: true})
      else
        Ui.Note(NOTHING)
      endif
    })
  })
enddef

# Takes a question back with its answer, if it has one. Calls Done when that is done, with what is
# to be said of it; says why when it is not, and calls Failed.
export def TakeBack(threadId: string, question: dict<any>, Done: func, Failed: func = null_function)
  var [method, params] = question.isAnswered
    ? ['thread/revert', {threadId: threadId, throughSequence: question.sequence - 1}]
    : ['turn/withdraw', {turnId: question.turnId}]
  Connection.Request(method, params, (error, result) => {
    if error != null
      Ui.Warn(error.message)
      if Failed != null_function
        Failed()
      endif
      return
    endif
    var fork = get(result, 'fork', null)
    Done('taken back: ' .. Words(question, 55) .. (!question.isAnswered ? ', which had no answer'
      : fork == null ? '' : printf('; as it was: :SkeinOpen %d', fork.number)))
  })
enddef

# The question as a message on one line names it that says so much beside it.
export def Words(question: dict<any>, beside = 25): string
  return Text.Quoted(question.text, max([20, &columns - beside]))
enddef

# Calls Use with the last message that asks, {} when there is none.
def LastMessage(threadId: string, cursor: any, Use: func)
  var params: dict<any> = {threadId: threadId, order: 'desc', limit: PAGE}
  if cursor != null
    params.cursor = cursor
  endif
  Connection.Request('message/list', params, (error, result) => {
    if error != null
      Ui.Warn(error.message)
      return
    endif
    var asked = result.data->copy()->filter((_, message) => message.role == 'user')
    if asked->empty() && result.nextCursor != null
      LastMessage(threadId, result.nextCursor, Use)
    else
      Use(get(asked, 0, {}))
    endif
  })
enddef
