vim9script

# The list of tasks.

import autoload 'skein/chat.vim' as Chat
import autoload 'skein/chats.vim' as Chats
import autoload 'skein/connection.vim' as Connection
import autoload 'skein/event.vim' as Event
import autoload 'skein/list.vim' as List
import autoload 'skein/text.vim' as Text
import autoload 'skein/ui.vim' as Ui
import autoload 'skein/writing.vim' as Writing

# Lists tasks in a window.
export def Open(mods = '')
  Ui.Show('skein://tasks', mods)
enddef

# Fills the current buffer, skein://tasks.
export def Read()
  List.Read(KIND, 'tasks')
  Event.Subscribe()
enddef

# Adds a task; in a chat it refers to the chat's thread.
export def Add(title: string)
  var params: dict<any> = {title: title}
  var chat = Chats.Current()
  if !chat->empty() && chat.exists
    params.threadId = chat.id
  endif
  Connection.Request('task/create', params, (error, result) => {
    if error != null
      Ui.Warn(error.message)
    else
      Ui.Note(printf('added: %d %s', result.task.number, result.task.title))
    endif
  })
enddef

var deleted = ''

def Update(row: dict<any>, changes: dict<any>)
  if !row->empty()
    Connection.Request('task/update', extend({taskId: row.id}, changes), Ui.Report)
  endif
enddef

def AskTitle(prompt: string, title: string, Use: func)
  var answer = Ui.Input(prompt, title)
  if answer != null && answer->trim() != ''
    Use(answer)
  endif
enddef

def Edit(row: dict<any>)
  if !row->empty()
    AskTitle('Title: ', row.title, (title) => Update(row, {title: title}))
  endif
enddef

def Describe(row: dict<any>)
  if !row->empty()
    Writing.Open('description', row.id)
  endif
enddef

def Delete(row: dict<any>)
  if row->empty()
    return
  endif
  deleted = row.id
  Connection.Request('task/delete', {taskId: row.id}, (error, _) => {
    if error != null
      Ui.Warn(error.message)
    else
      Ui.Note(printf('deleted "%s"; u brings it back', row.title))
    endif
  })
enddef

def Restore(row: dict<any>)
  var id = row->empty() || row.deletedAt == null ? deleted : row.id
  if id == ''
    Ui.Note('no task was deleted here; D lists deleted ones')
  else
    Connection.Request('task/restore', {taskId: id}, Ui.Report)
  endif
enddef

def OpenThread(row: dict<any>)
  if get(row, 'threadId', null) == null
    Ui.Note('this task has no thread')
  else
    Chat.Open(row.threadId)
  endif
enddef

def Line(task: dict<any>): string
  return printf('%4d %s', task.number, task.deletedAt == null ? ' ' : '✗')
    .. (task.completed ? ' [x] ' : ' [ ] ') .. task.title
    .. (task.threadId == null ? '' : '  →')
    .. (task.description == null ? '' : '  — ' .. Text.Short(task.description, 60))
enddef

def Shown(list: dict<any>)
  list.deleted = !list.deleted
  List.Refresh(list)
enddef

const KIND = {
  Title: (list) => list.deleted ? 'Tasks, deleted ones too' : 'Tasks',
  Fetch: (list, Give) => List.Pages('task/list', {includeDeleted: list.deleted}, Give),
  Line: Line,
  Words: (task) => task.number .. ' ' .. task.title .. ' ' .. (task.description ?? ''),
  actions: [
    # Not task/toggle: the user wants the opposite of what the screen shows.
    ['<CR>', 'toggle', (_, row) => Update(row, {completed: !get(row, 'completed', true)})],
    ['a', 'add', (_, _) => AskTitle('Task: ', '', Add)],
    ['e', 'edit', (_, row) => Edit(row)],
    ['E', 'describe', (_, row) => Describe(row)],
    ['d', 'delete', (_, row) => Delete(row)],
    ['u', 'restore', (_, row) => Restore(row)],
    ['t', 'thread', (_, row) => OpenThread(row)],
    ['D', 'deleted too', (list, _) => Shown(list)],
  ],
}

Event.On('task', (_) => List.RefreshAll(KIND))
Event.Keep(List.IsShown)
