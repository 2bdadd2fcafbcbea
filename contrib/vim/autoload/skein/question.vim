vim9script

# The last question of a thread, answered or not, and its removal.
#
# It is {text, turnId, sequence, isAnswered}: sequence is that of its message, 0 when it has none;
# turnId is v:null where it was copied or imported.

import autoload 'skein/connection.vim' as Connection
import autoload 'skein/text.vim' as Text
import autoload 'skein/ui.vim' as Ui

export const NOTHING = 'nothing has been asked in this thread'

const PAGE = 20

# Calls Use with the last question of a thread; reports when there is none, or why it cannot be
# read.
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

# Calls Use with the question of a thread's message, which has this sequence; reports when it is gone.
export def At(threadId: string, sequence: number, Use: func)
  var params = {threadId: threadId, afterSequence: sequence - 1, limit: 1}
  Connection.Request('message/list', params, (error, result) => {
    if error != null
      Ui.Warn(error.message)
    elseif result.data->empty() || result.data[0].role != 'user'
      Ui.Warn('this question is not in the thread any more')
    else
      var message = result.data[0]
      Use({text: message.content, turnId: message.turnId, sequence: sequence, isAnswered: true})
    endif
  })
enddef

# Removes a question with its answer, if it has one, and all that came after it. Calls Done with a message about it; on failure
# reports the reason and calls Failed.
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

# The question as quoted in a message of one line, which has this much other text.
export def Words(question: dict<any>, beside = 25): string
  return Text.Quoted(question.text, max([20, &columns - beside]))
enddef

# Calls Use with the last message that is a question, {} when there is none.
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
