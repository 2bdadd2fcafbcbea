vim9script

# The names of the chats' buffers: skein://12/The title. A new thread has no number yet, so it is
# skein://thread/{id}; skein://12 opens a chat, too.

import autoload 'skein/chats.vim' as Chats
import autoload 'skein/connection.vim' as Connection
import autoload 'skein/visible.vim' as Visible

const PREFIX = 'skein://thread/'

# The name of a buffer that shows a thread, for a chat that is not on the screen yet.
export def New(id: string): string
  return PREFIX .. id
enddef

# Whether a buffer of this name is a chat.
export def IsChat(name: string): bool
  return name =~ '^skein://\%(thread/.\|[1-9]\d*\%(/\|$\)\)'
enddef

# The id of the thread that a name means: [id, '']; ['', reason] when it can't be found.
export def Id(name: string): list<string>
  if stridx(name, PREFIX) == 0
    return [name->strpart(len(PREFIX)), '']
  endif
  var [error, result] = Connection.Wait('thread/get',
    {number: name->matchstr('^skein://\zs\d\+')->str2nr()})
  return error == null ? [result.thread.id, '']
    : ['', error.data.kind == 'notFound'
      ? printf('you have no thread with the number %s', name->matchstr('\d\+')) : error.message]
enddef

# Names the buffer of a chat after its thread, as soon as a window shows it.
export def Rename(chat: dict<any>)
  if chat->empty() || chat.thread == null || win_findbuf(chat.buffer)->empty()
    return
  endif
  var thread = chat.thread
  var before = bufname(chat.buffer)
  var name = printf('skein://%d', thread.number)
    .. (thread.title == null ? '' : '/' .. Visible.Text(thread.title))
  if before ==# name || bufexists(name)
    return
  endif
  win_execute(win_findbuf(chat.buffer)[0], 'noautocmd silent keepalt file ' .. fnameescape(name))
  # Vim keeps a buffer for the name that it had.
  var left = bufnr('^' .. escape(before, '*?[]{}\,') .. '$')
  if left > 0 && left != chat.buffer && Chats.Of(left)->empty()
    execute 'noautocmd silent! bwipeout' left
  endif
enddef

# Reads the chats and lists that a session has restored: Vim only names their buffers.
export def Revive()
  timer_start(0, (_) => {
    for info in getwininfo()
      if bufname(info.bufnr) =~ '^skein://' && getbufvar(info.bufnr, 'skein_title')->empty()
        win_execute(info.winid, 'silent edit')
      endif
    endfor
  })
enddef
