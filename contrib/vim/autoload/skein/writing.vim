vim9script

# A text of the daemon in a buffer of its own, where `:w` saves it: the system prompt of a chat,
# skein://system/{thread}, and the description of a task, skein://description/{task}.

import autoload 'skein/chats.vim' as Chats
import autoload 'skein/connection.vim' as Connection
import autoload 'skein/ui.vim' as Ui
import autoload 'skein/visible.vim' as Visible

const NAME = '^skein://\(system\|description\)/\(.*\)$'

# Shows a text for editing.
export def Open(kind: string, id: string)
  Ui.Show(printf('skein://%s/%s', kind, id), '')
enddef

# Whether a buffer of this name is such a text.
export def IsText(name: string): bool
  return name =~ NAME
enddef

# Fills the current buffer.
export def Read(name: string)
  var buffer = bufnr()
  var [_, kind, id; _] = name->matchlist(NAME)
  setlocal buftype=acwrite bufhidden=hide noswapfile nobuflisted filetype=markdown
  b:skein_title = kind == 'system' ? 'System prompt' : 'Description'
  &l:statusline = "%{b:skein_title}%( %m%)%= :w saves, :q leaves "
  augroup skein_writing
    autocmd! * <buffer>
    execute printf('autocmd BufWriteCmd <buffer> Save(%d, %s, %s)', buffer, string(kind), string(id))
  augroup END
  KINDS[kind].Read(id, (error, text) => {
    if error != null
      Ui.Warn(error.message)
    elseif bufloaded(buffer)
      Fill(buffer, Visible.Lines(text))
    endif
  })
enddef

def Fill(buffer: number, lines: list<string>)
  var levels = getbufvar(buffer, '&undolevels')
  # Undo does not go back to an empty buffer.
  setbufvar(buffer, '&undolevels', -1)
  silent deletebufline(buffer, 1, '$')
  setbufline(buffer, 1, lines)
  setbufvar(buffer, '&undolevels', levels)
  setbufvar(buffer, 'skein_saved', lines)
  setbufvar(buffer, '&modified', false)
enddef

def Save(buffer: number, kind: string, id: string)
  var lines = getbufline(buffer, 1, '$')
  if lines == getbufvar(buffer, 'skein_saved', [''])
    setbufvar(buffer, '&modified', false)
    Ui.Note('nothing was changed')
    return
  endif
  KINDS[kind].Save(id, lines->join("\n")->trim("\n", 2), (error) => {
    if error != null
      Ui.Warn(error.message)
    elseif bufloaded(buffer)
      setbufvar(buffer, 'skein_saved', lines)
      setbufvar(buffer, '&modified', getbufline(buffer, 1, '$') != lines)
      Ui.Note('saved')
    endif
  })
enddef

# The chat of a thread that does not exist yet, else {}.
def OfNew(id: string): dict<any>
  return get(Chats.All()->filter((_, chat) => chat.id == id && !chat.exists), 0, {})
enddef

# How each kind is read and saved: Read gets (id, Give), and calls Give with (error, text); Save gets
# (id, text, Done), and calls Done with an error or v:null.
const KINDS: dict<dict<func>> = {
  system: {
    Read: (id, Give) => {
      var chat = OfNew(id)
      if !chat->empty()
        Give(null, chat.systemPrompt)
      else
        Connection.Request('thread/get', {threadId: id}, (error, result) =>
          Give(error, error == null ? result.thread.systemPrompt ?? '' : ''))
      endif
    },
    Save: (id, text, Done) => {
      var chat = OfNew(id)
      if !chat->empty()
        chat.systemPrompt = text
        Done(null)
      else
        Connection.Request('thread/update',
          {threadId: id, systemPrompt: text == '' ? null : text}, (error, _) => Done(error))
      endif
    },
  },
  description: {
    Read: (id, Give) => Connection.Request('task/get', {taskId: id}, (error, result) =>
      Give(error, error == null ? result.task.description ?? '' : '')),
    Save: (id, text, Done) => Connection.Request('task/update',
      {taskId: id, description: text == '' ? null : text}, (error, _) => Done(error)),
  },
}
