vim9script

# A preview beside the list of threads: the end of the thread under the cursor, which it follows as
# long as it is open.

import autoload 'skein/connection.vim' as Connection
import autoload 'skein/list.vim' as List
import autoload 'skein/visible.vim' as Visible

# How many messages are shown.
const MESSAGES = 10
const AUTHORS = {user: 'You', assistant: 'Assistant', system: 'System'}

# The buffer of the preview, and the thread that it shows.
var buffer = 0
var shown = ''

# Opens the preview, or closes it.
export def Toggle(list: dict<any>, row: dict<any>)
  if IsOpen()
    Close()
    return
  endif
  rightbelow vnew
  setlocal buftype=nofile bufhidden=wipe noswapfile nobuflisted
  setlocal wrap linebreak nonumber norelativenumber nospell
  b:skein_title = 'Preview'
  &l:statusline = '%{b:skein_title}%=%P'
  setlocal filetype=markdown nomodifiable
  buffer = bufnr()
  shown = ''
  wincmd p
  augroup skein_glance
    autocmd! * <buffer>
    autocmd CursorMoved <buffer> Follow()
  augroup END
  lists[bufnr()] = list
  Show(row)
enddef

# Closes it.
export def Close()
  if IsOpen()
    execute 'silent! bwipeout' buffer
  endif
  buffer = 0
enddef

var lists: dict<dict<any>>

def IsOpen(): bool
  return buffer > 0 && !win_findbuf(buffer)->empty()
enddef

def Follow()
  if IsOpen() && lists->has_key(bufnr())
    Show(List.Row(lists[bufnr()]))
  endif
enddef

def Show(row: dict<any>)
  if row->empty() || row.id == shown
    return
  endif
  shown = row.id
  Connection.Request('message/list', {threadId: row.id, order: 'desc', limit: MESSAGES},
    (error, result) => {
    # The cursor may be elsewhere by now.
    if !IsOpen() || shown != row.id
      return
    endif
    Fill(error != null ? Visible.Lines(error.message) : Lines(result.data))
  })
enddef

def Lines(messages: list<dict<any>>): list<string>
  var lines: list<string>
  for message in messages->reverse()
    lines->extend(['── ' .. AUTHORS[message.role]] + Visible.Lines(message.content) + [''])
  endfor
  return lines->empty() ? ['(no messages)'] : lines
enddef

def Fill(lines: list<string>)
  setbufvar(buffer, '&modifiable', true)
  silent deletebufline(buffer, 1, '$')
  setbufline(buffer, 1, lines)
  setbufvar(buffer, '&modifiable', false)
  for window in win_findbuf(buffer)
    win_execute(window, 'normal! G')
  endfor
enddef
