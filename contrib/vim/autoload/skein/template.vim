vim9script

# Questions with parameters, kept in files; the command reads and fills them: `skein template`.

import autoload 'skein/chat.vim' as Chat
import autoload 'skein/chats.vim' as Chats
import autoload 'skein/socket.vim' as Socket
import autoload 'skein/ui.vim' as Ui
import autoload 'skein/visible.vim' as Visible

# Asks as a template does, in a new thread: its parameters are asked for one by one, and the input is
# the selection, else the words.
export def Ask(name: string, words: string, selection: dict<any>)
  var template = Read(['show', name])
  if template->empty()
    return
  endif
  var input = [words, get(selection, 'text', '')]->filter((_, part) => part != '')->join("\n\n")
  var filling = ['fill', name]
  for parameter in template.parameters
    var value = Ui.Input(parameter .. ': ', get(template.defaults ?? {}, parameter, ''))
    if value == null
      return
    endif
    filling->extend(['--param', parameter .. '=' .. value])
  endfor
  var filled = Read(filling, input)
  if !filled->empty()
    Open(filled)
  endif
enddef

# The names of the templates, for completion.
export def Complete(lead: string): list<string>
  var templates = get(Read(['list']), 'data', [])
  return templates->mapnew((_, template) => template.name)
    ->filter((_, name) => stridx(name, lead) == 0 && Visible.Text(name) ==# name)
enddef

# Asks a filled template; its members are those of turn/run.
def Open(filled: dict<any>)
  var chat = Chat.Open('')
  chat.systemPrompt = get(filled, 'systemPrompt', chat.systemPrompt)
  chat.model = get(filled, 'model', chat.model)
  chat.options = get(filled, 'options', {})
  Chats.Title(chat)
  Chat.AskWithContext(chat, filled.input)
enddef

# What a command of templates prints as JSON, with an input or none; {} and a message when it fails.
def Read(arguments: list<string>, input = ''): dict<any>
  var command = ([Socket.Command(), 'template'] + arguments + ['--json', '--no-start']
    + (input == '' ? [] : ['-']))->map((_, word) => shellescape(word))->join()
  var output = input == '' ? system(command .. ' </dev/null') : system(command, input)
  if v:shell_error == 0
    try
      return json_decode(output)
    catch
    endtry
  endif
  Ui.Warn(executable(Socket.Command()) ? output->trim()->substitute('^skein: ', '', '')
    : printf('there is no command "%s": install skein, or set g:skein_executable to its path',
      Socket.Command()))
  return {}
enddef
