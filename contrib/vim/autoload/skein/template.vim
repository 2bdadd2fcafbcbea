vim9script

# Questions with parameters, kept in files that the command reads: `skein template`.

import autoload 'skein/chat.vim' as Chat
import autoload 'skein/chats.vim' as Chats
import autoload 'skein/socket.vim' as Socket
import autoload 'skein/ui.vim' as Ui
import autoload 'skein/visible.vim' as Visible

# In a template, {{name}} stands for a value; a backslash before it keeps it.
const FIELD = '\\\=\%({{\s*\([A-Za-z_][A-Za-z0-9_-]*\)\s*}}\)'

# Asks as a template does, in a new thread: its parameters are asked for one by one, and the input is
# the selection, else the words.
export def Ask(name: string, words: string, selection: dict<any>)
  var template = Read(['show', name])
  if template->empty()
    return
  endif
  var input = [words, get(selection, 'text', '')]->filter((_, part) => part != '')->join("\n\n")
  var values: dict<string> = extend({}, template.defaults ?? {})
  if input != ''
    values.input = input
  endif
  for parameter in template.parameters
    var value = Ui.Input(parameter .. ': ', get(values, parameter, ''))
    if value == null
      return
    endif
    values[parameter] = value
  endfor
  var question = Filled(template.body, values)
  if input != '' && !Names(template.body)->count('input')
    question ..= "\n\n" .. input
  endif
  if question->trim() == ''
    Ui.Warn(printf('the template %s asks nothing without an input', name))
    return
  endif
  Open(template, question, values)
enddef

# The names of the templates, for completion.
export def Complete(lead: string): list<string>
  var templates = get(Read(['list']), 'data', [])
  return templates->mapnew((_, template) => template.name)
    ->filter((_, name) => stridx(name, lead) == 0 && Visible.Text(name) ==# name)
enddef

# A text with values in place of their names. What is put in is not looked through again.
export def Filled(text: string, values: dict<any>): string
  return text->substitute(FIELD, (match) => match[0][0] == '\' ? match[0][1 :]
    : values->get(match[1], ''), 'g')
enddef

def Names(text: string): list<string>
  var names: list<string>
  text->substitute(FIELD, (match) => {
    if match[0][0] != '\'
      names->add(match[1])
    endif
    return ''
  }, 'g')
  return names
enddef

def Open(template: dict<any>, question: string, values: dict<any>)
  var chat = Chat.Open('')
  chat.systemPrompt = Filled(template.system ?? '', values) ?? chat.systemPrompt
  chat.model = template.model ?? chat.model
  chat.options = template.options ?? {}
  Chats.Title(chat)
  Chat.AskWithContext(chat, question)
enddef

# What a command of templates prints as JSON; {} and a message when it fails.
def Read(arguments: list<string>): dict<any>
  var command = ([Socket.Command(), 'template'] + arguments + ['--json'])
    ->map((_, word) => shellescape(word))->join()
  var output = system(command)
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
