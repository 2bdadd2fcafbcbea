vim9script

# The options of a chat's thread, such as the temperature.

import autoload 'skein/chats.vim' as Chats
import autoload 'skein/connection.vim' as Connection
import autoload 'skein/ui.vim' as Ui
import autoload 'skein/visible.vim' as Visible

# The names that the daemon knows, and the same as providers spell them. Every other name is sent to
# the provider unchanged, but for those of the request itself.
const KNOWN = ['temperature', 'topP', 'maxTokens', 'stop', 'seed', 'reasoningEffort',
  'responseFormat']
const REFUSED = ['model', 'messages', 'stream']
# One letter in this many of a misspelt name may be wrong; a name that only looks like a known one.
const NEAR = 4
const DISTINCT = ['topk']

# :SkeinOption
export def Run(argument: string)
  var chat = Chats.Required()
  if chat->empty()
    return
  elseif argument->trim() == ''
    List(chat)
    return
  endif
  var [_, name, value; _] = argument->matchlist('^\s*\([^=[:space:]]*\)\s*=\=\s*\(.*\)$')
  var known = Known(name)
  var why = argument !~ '=' ? printf('write %s=value to set it, %s= to remove it', name, name)
    : Refusal(name, known)
  if why != ''
    Ui.Warn(why)
    return
  endif
  Set(chat, known == '' ? name : known, known != '', value->trim())
enddef

# Names for completion.
export def Complete(lead: string): list<string>
  return KNOWN->copy()->filter((_, name) => stridx(tolower(name), tolower(lead)) == 0)
    ->map((_, name) => name .. '=')
enddef

# The options of a thread as a list of name=value.
export def Written(options: any): list<string>
  if type(options) != v:t_dict
    return []
  endif
  var set: list<string>
  for [name, value] in options->items()
    if name == 'extra' && type(value) == v:t_dict
      set->extend(value->items()->map((_, pair) => pair[0] .. '=' .. Value(pair[1])))
    elseif type(value) != v:t_none
      set->add(name .. '=' .. Value(value))
    endif
  endfor
  return set->sort()
enddef

def Value(value: any): string
  return type(value) == v:t_string ? value : json_encode(value)
enddef

# The daemon's name for a name in any spelling; '' when it has none.
def Known(name: string): string
  var plain = name->substitute('_', '', 'g')->tolower()
  return get(KNOWN->copy()->filter((_, known) => tolower(known) == plain), 0, '')
enddef

def Refusal(name: string, known: string): string
  if name == ''
    return 'an option has a name: temperature=0.5'
  elseif REFUSED->index(name) >= 0
    return printf('%s is no option: the daemon sets it', name)
  elseif known != ''
    return ''
  endif
  var plain = name->substitute('_', '', 'g')->tolower()
  var near = DISTINCT->index(plain) >= 0 ? [] : KNOWN->copy()
    ->filter((_, each) => Distance(plain, tolower(each)) <= max([1, len(plain) / NEAR]))
  return near->empty() ? '' : printf('there is no option %s; did you mean %s?', name, near[0])
enddef

# How many letters have to be changed, left out or added (Levenshtein).
def Distance(a: string, b: string): number
  var row = range(len(b) + 1)
  for i in range(len(a))
    var next = [i + 1]
    for j in range(len(b))
      next->add(min([row[j + 1] + 1, next[j] + 1, row[j] + (a[i] == b[j] ? 0 : 1)]))
    endfor
    row = next
  endfor
  return row[-1]
enddef

def Set(chat: dict<any>, name: string, is_known: bool, text: string)
  var value: any = null
  if text != ''
    try
      value = json_decode(text)
    catch
      value = text
    endtry
  endif
  var options: dict<any> = ((chat.thread != null ? chat.thread.options : chat.options) ?? {})
    ->copy()->filter((_, each) => type(each) != v:t_none)
  var extra: dict<any> = get(options, 'extra', {})->copy()
  if is_known
    options[name] = name == 'stop' && type(value) == v:t_string ? [value] : value
  else
    extra[name] = value
  endif
  options->extend({extra: extra->filter((_, each) => type(each) != v:t_none)})
  options->filter((key, each) => type(each) != v:t_none && !(key == 'extra' && each->empty()))
  Save(chat, options, value == null ? name .. ' is as the model has it'
    : printf('from now on %s=%s', name, Value(value)))
enddef

def Save(chat: dict<any>, options: dict<any>, said: string)
  if !chat.exists
    chat.options = options
    Chats.Title(chat)
    Ui.Note(said)
    return
  endif
  # Another change may come before the answer to this one.
  var before: any = chat.thread == null ? null : chat.thread.options
  if chat.thread != null
    chat.thread.options = options
  endif
  Connection.Request('thread/update',
    {threadId: chat.id, options: options->empty() ? null : options}, (error, result) => {
    if error != null
      if chat.thread != null
        chat.thread.options = before
      endif
      Ui.Warn(error.message)
    else
      chat.thread = result.thread
      Chats.Title(chat)
      Ui.Note(said)
    endif
  })
enddef

def List(chat: dict<any>)
  var lines = Written(chat.thread != null ? chat.thread.options : chat.options)
    ->mapnew((_, option) => option .. '  (this chat)')
  lines += Written(get(g:, 'skein_options', {}))
    ->mapnew((_, option) => option .. '  (g:skein_options, where it is set)')
  for line in lines + ['The others are as the alias or the configuration of the model has them.']
    echo Visible.Text(line)
  endfor
enddef
