vim9script

# A Markdown file as a chat: the headings "## You" and "## Assistant" say who speaks, and the answer
# is written below as text of the file. The file is the history; the thread that the daemon needs for
# it is deleted when the answer stands in the file.

import autoload 'skein/connection.vim' as Connection
import autoload 'skein/edit.vim' as Edit
import autoload 'skein/text.vim' as Text
import autoload 'skein/ui.vim' as Ui

const ROLES = {'## You': 'user', '## Assistant': 'assistant'}
const FENCE = '^\s*\(`\{3,}\|\~\{3,}\)'

# Asks the question at the end of the current buffer.
export def Ask()
  var why = Edit.Unchangeable(bufnr())
  var [system, messages] = Parse(getline(1, '$'))
  if why != '' || messages->empty() || messages[-1].role != 'user'
    Ui.Warn(why != '' ? why : 'there is no question at the end: write it below "## You"')
    return
  endif
  var params: dict<any> = {id: Text.Uuid()}
  params->extend({systemPrompt: system, model: get(g:, 'skein_model', '')}
    ->filter((_, value) => value != ''))
  var selection = {buffer: bufnr(), kind: 'lines', first: line('$'), last: line('$'), start: 1,
    end: col([line('$'), '$']), text: ''}
  Connection.Request('thread/create', params, (error, _) => {
    if error != null
      Ui.Warn(error.message)
    endif
  })
  Append(params.id, messages[: -2], () => Edit.AskFor('file', selection,
    {threadId: params.id, input: messages[-1].content}))
enddef

# The lines that an answer adds to the file: itself, and a place for the next question.
export def Lines(answer: list<string>): list<string>
  return ['', '## Assistant', ''] + answer + ['', '## You', '', '']
enddef

# Deletes the thread of an answer that stands in the file.
export def Delete(threadId: string)
  Connection.Request('thread/delete', {threadId: threadId}, Ui.Report)
enddef

# The text before the first heading, which is the system prompt, and the messages {role, content}. A
# file without headings is one question. Headings in fences do not count.
export def Parse(lines: list<string>): list<any>
  var system: list<string>
  var messages: list<dict<any>>
  var fence = ''
  for line in lines
    var run = line->matchstr(FENCE)->trim()
    var role = fence == '' ? get(ROLES, line->trim(), '') : ''
    fence = run == '' ? fence : fence == '' ? run
      : stridx(run, fence) == 0 && line->trim() == run ? '' : fence
    if role != ''
      messages->add({role: role, lines: []})
    elseif messages->empty()
      system->add(line)
    else
      messages[-1].lines->add(line)
    endif
  endfor
  var before = system->join("\n")->trim()
  if messages->empty()
    return ['', before == '' ? [] : [{role: 'user', content: before}]]
  endif
  return [before, messages->mapnew((_, message) =>
    ({role: message.role, content: message.lines->join("\n")->trim()}))
    ->filter((_, message) => message.content != '')]
enddef

# Appends messages to a thread one after the other, then calls Done.
def Append(threadId: string, messages: list<dict<any>>, Done: func)
  if messages->empty()
    Done()
    return
  endif
  Connection.Request('message/append', extendnew(messages[0], {threadId: threadId}),
    (error, _) => {
    if error != null
      Ui.Warn(error.message)
    else
      Append(threadId, messages[1 :], Done)
    endif
  })
enddef
