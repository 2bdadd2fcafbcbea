vim9script

# The models that can be asked, and which one is.

import autoload 'skein/chat.vim' as Chat
import autoload 'skein/chats.vim' as Chats
import autoload 'skein/connection.vim' as Connection
import autoload 'skein/ui.vim' as Ui
import autoload 'skein/visible.vim' as Visible

# How long a list of models is good for: providers are asked for it over the network.
const FRESH_SECONDS = 60

var names: list<string>
var standard = ''
var listed = -FRESH_SECONDS

# Sets the model of the chat, or of what is asked elsewhere from now on; shows it when name is ''.
export def Choose(name: string)
  var chat = Chats.Current()
  if name == ''
    var chosen = chat->empty() ? get(g:, 'skein_model', '') : getbufvar(chat.buffer, 'skein_model')
    Ui.Note('model: ' .. (chosen != '' ? chosen
      : List()->empty() ? '(unknown)' : standard .. ' (the default)'))
  elseif chat->empty()
    g:skein_model = name
    Ui.Note('new threads ask ' .. name)
  else
    Chat.SetModel(chat, name)
  endif
enddef

# Models for the command line: those that have the text anywhere in their names, and names that a
# screen shows as they are.
export def Complete(lead: string): list<string>
  return List()->copy()->filter((_, name) => stridx(tolower(name), tolower(lead)) >= 0
    && Visible.Text(name) ==# name)
enddef

def List(): list<string>
  if localtime() - listed < FRESH_SECONDS
    return names
  endif
  var [error, result] = Connection.Wait('model/list', {})
  if error == null
    names = result.data->mapnew((_, model) => model.id)
    var defaults = result.data->filter((_, model) => model.default)
    standard = defaults->empty() ? '(none)' : defaults[0].id
    listed = localtime()
  endif
  return names
enddef
