vim9script

# The versions of a thread that undo and edit keep: skein://versions/<id>.

import autoload 'skein/chat.vim' as Chat
import autoload 'skein/chats.vim' as Chats
import autoload 'skein/connection.vim' as Connection
import autoload 'skein/event.vim' as Event
import autoload 'skein/list.vim' as List
import autoload 'skein/names.vim' as Names
import autoload 'skein/ui.vim' as Ui

const PREFIX = 'skein://versions/'

# Lists the versions of the thread on the screen; for a version, those of its thread.
export def Open(mods = '')
  var chat = Chats.Required()
  if !chat->empty()
    OpenOf(chat.thread ?? {id: chat.id}, mods)
  endif
enddef

# Lists the versions of a thread.
export def OpenOf(thread: dict<any>, mods = '')
  Ui.Show(PREFIX .. (get(thread, 'copyOf', null) ?? thread.id), mods)
enddef

# Fills the current buffer.
export def Read()
  List.Read(KIND, expand('<afile>')->strpart(len(PREFIX)))
  Event.Subscribe()
enddef

def Fetch(list: dict<any>, Give: func)
  Connection.Request('thread/get', {threadId: list.name}, (error, result) => {
    if error != null
      Give(error, [], '')
      return
    endif
    list.thread = result.thread
    List.Pages('thread/list', {copiesOf: list.name}, (failure, rows, state) => Give(failure, rows,
      state != '' || !rows->empty() ? state : 'undo and edit create versions'))
  })
enddef

def Visit(row: dict<any>)
  if !row->empty()
    Chat.Open(row.id)
  endif
enddef

const KIND = {
  Title: (list) => 'Versions' .. (list->has_key('thread') ? ' of ' .. Names.Of(list.thread) : ''),
  Fetch: Fetch,
  Line: Names.Row,
  Words: (thread) => thread.number .. ' ' .. (thread.title ?? ''),
  actions: [
    ['<CR>', 'open', (_, row) => Visit(row)],
  ],
}

Event.On('thread', (_) => List.RefreshAll(KIND))
