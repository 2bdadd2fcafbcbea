vim9script

# The available models, and the current one.

import autoload 'skein/chat.vim' as Chat
import autoload 'skein/chats.vim' as Chats
import autoload 'skein/connection.vim' as Connection
import autoload 'skein/ui.vim' as Ui
import autoload 'skein/visible.vim' as Visible

# How long a list of models is reused: providers are asked for it over the network.
const FRESH_SECONDS = 60
# How long Vim waits for a list that a command shows.
const WAIT_SECONDS = 5

# As model/list returns them.
var found: dict<any> = {data: [], errors: [], aliases: []}
var listed = -FRESH_SECONDS

# Sets the model of the chat, or of new questions elsewhere, if it is valid; lists the models when
# name is ''.
export def Choose(name: string)
  var chat = Chats.Current()
  if name == ''
    Show(chat->empty() ? get(g:, 'skein_model', '') : chat.thread == null ? chat.model
      : chat.thread.model ?? '')
    return
  endif
  Connection.Request('model/get', {model: name}, (error, result) => {
    if error != null
      Ui.Warn(error.message)
      return
    elseif chat->empty()
      g:skein_model = name
    else
      Chat.SetModel(chat, name)
    endif
    Ui.Note(printf('from now on the model is %s', result.model.id))
  })
enddef

# Aliases and models for completion: those whose names contain the text, and that a screen shows
# unchanged.
export def Complete(lead: string): list<string>
  var all = List(WAIT_SECONDS)
  return (all.aliases->mapnew((_, alias) => alias.name) + all.data->mapnew((_, model) => model.id))
    ->filter((_, name) => stridx(tolower(name), tolower(lead)) >= 0 && Visible.Text(name) ==# name)
enddef

# Lists the models, with a mark at the current one, under its own name and under its alias.
def Show(name: string)
  var began = reltime()
  var [error, result] = Connection.Wait('model/get', name == '' ? {} : {model: name})
  if error != null && error.data.kind == 'unreachable'
    Ui.Warn(error.message)
    return
  endif
  var chosen = error == null ? result.model.id : name
  var left = WAIT_SECONDS - reltime(began)->reltimefloat()->float2nr()
  var lines = List(max([1, left])).data->mapnew((_, model) => [model.id == chosen, model.id])
  if chosen != '' && lines->copy()->filter((_, line) => line[0])->empty()
    lines->add([true, chosen])
  endif
  lines += found.aliases->mapnew((_, alias) => [alias.name == name,
    printf('%s is %s', alias.name, alias.model)])
  lines += found.errors->mapnew((_, failure) => [false,
    printf('%s: %s', failure.provider, failure.message)])
  for [is_chosen, text] in lines
    echo (is_chosen ? '* ' : '  ') .. Visible.Text(text->substitute("\n", ' ', 'g'))
  endfor
enddef

def List(seconds: number): dict<any>
  if localtime() - listed >= FRESH_SECONDS
    var [error, result] = Connection.Wait('model/list', {}, seconds)
    if error == null
      found = result
      listed = localtime()
    endif
  endif
  return found
enddef
