vim9script

# The list of threads, and the commands for one thread.

import autoload 'skein/chat.vim' as Chat
import autoload 'skein/chats.vim' as Chats
import autoload 'skein/connection.vim' as Connection
import autoload 'skein/event.vim' as Event
import autoload 'skein/glance.vim' as Glance
import autoload 'skein/list.vim' as List
import autoload 'skein/names.vim' as Names
import autoload 'skein/ui.vim' as Ui
import autoload 'skein/versions.vim' as Versions

# Lists threads in a window.
export def Open(mods = '')
  Ui.Show('skein://threads', mods)
enddef

# Fills the current buffer, skein://threads.
export def Read()
  List.Read(KIND, 'threads')
  Event.Subscribe()
enddef

# Changes the title of a thread.
export def Rename(id: string, title: string)
  Connection.Request('thread/update', {threadId: id, title: title}, Ui.Report)
enddef

# Deletes a thread; it can be restored.
export def Delete(thread: dict<any>)
  Connection.Request('thread/delete', {threadId: thread.id}, (error, _) => {
    if error != null
      Ui.Warn(error.message)
    else
      deleted = thread.id
      Chats.Leave(thread.id)
      Ui.Note(printf('deleted %s; :SkeinRestore brings it back', Names.Of(thread)))
    endif
  })
enddef

# Restores a thread: this one, or the one that was deleted last when id is ''.
export def Restore(id: string)
  var which = id != '' ? id : deleted
  if which == ''
    Ui.Note('no thread was deleted here; D in :SkeinThreads lists deleted ones')
    return
  endif
  Connection.Request('thread/restore', {threadId: which}, (error, result) => {
    if error != null
      Ui.Warn(error.message)
    else
      Ui.Note('restored ' .. Names.Of(result.thread))
    endif
  })
enddef

# The thread with the latest activity in any client; {} when there is none, which is reported.
export def Newest(): dict<any>
  var [error, result] = Connection.Wait('thread/list', {limit: 1})
  if error != null
    Ui.Warn(error.message)
  elseif result.data->empty()
    Ui.Note('there are no threads yet; :Skein begins one')
  endif
  return error != null ? {} : get(result.data, 0, {})
enddef

var deleted = ''

def AskTitle(thread: dict<any>)
  var title = Ui.Input('Title: ', thread.title ?? '')
  if title != null && title->trim() != ''
    Rename(thread.id, title)
  endif
enddef

def Line(thread: dict<any>): string
  return Names.Row(thread) .. (thread.model == null ? '' : '  [' .. thread.model .. ']')
enddef

# Shows or hides the deleted threads, or those of rewritings.
def Shown(list: dict<any>, what: string)
  list[what] = !list[what]
  List.Refresh(list)
enddef

def Heading(list: dict<any>): string
  var more = (list.deleted ? ['deleted ones'] : []) + (list.edits ? ['rewritings'] : [])
  return more->empty() ? 'Threads' : 'Threads, ' .. more->join(' and ') .. ' too'
enddef

# Calls Act if there is a row under the cursor.
def With(row: dict<any>, Act: func)
  if !row->empty()
    Act()
  endif
enddef

const KIND = {
  Title: Heading,
  Fetch: (list, Give) => List.Pages('thread/list',
    {includeDeleted: list.deleted, includeEdits: list.edits}, Give),
  Line: Line,
  Words: (thread) => thread.number .. ' ' .. (thread.title ?? ''),
  actions: [
    ['<CR>', 'open', (_, row) => With(row, () => {
      Chat.Open(row.id)
    })],
    ['n', 'new', (_, _) => {
      Chat.Open('')
    }],
    ['r', 'rename', (_, row) => With(row, () => AskTitle(row))],
    ['d', 'delete', (_, row) => With(row, () => Delete(row))],
    ['u', 'restore', (_, row) => Restore(row->empty() || row.deletedAt == null ? '' : row.id)],
    ['v', 'versions', (_, row) => With(row, () => Versions.OpenOf(row))],
    ['p', 'preview', (list, row) => Glance.Toggle(list, row)],
    ['D', 'deleted too', (list, _) => Shown(list, 'deleted')],
    ['W', 'rewritings too', (list, _) => Shown(list, 'edits')],
  ],
}

Event.On('thread', (_) => List.RefreshAll(KIND))
Event.Keep(List.IsShown)
