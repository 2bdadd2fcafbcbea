vim9script

# Texts that go along with the next question of a chat. Each is read when the question is sent, and
# follows its words in a fence under its name.
#
# An item is {Short, Name, Language, Text, Drop, bytes}: functions that return its name above the
# prompt, its name in the question, the language of its fence, and its text; Text throws a reason
# when it can't be read. bytes is how long it was when it was added.

import autoload 'skein/chats.vim' as Chats
import autoload 'skein/text.vim' as Text
import autoload 'skein/transcript.vim' as Transcript
import autoload 'skein/ui.vim' as Ui
import autoload 'skein/visible.vim' as Visible

# By the ids of threads; '' is for the next thread that begins.
var items: dict<list<dict<any>>>

# Adds an item for the next question of the current chat. Throws a reason when it can't be read.
export def Add(item: dict<any>)
  item.bytes = len(item.Text())
  var id = Chats.Used()
  items[id] = get(items, id, []) + [item]
  Show(id)
  Ui.Note('added to the next question: ' .. Words(item))
enddef

# What goes along with the next question of a thread.
export def Along(id: string): list<dict<any>>
  return get(items, id, [])
enddef

# Takes items away: by a number, by the beginning of a name, or all with ''.
export def Drop(name: string, all: bool)
  var id = Chats.Used()
  var had = Along(id)
  var dropped = all ? had : had->copy()->filter((index, item) => name == string(index + 1)
    || name != '' && stridx(tolower(item.Short()), tolower(name)) == 0)
  if had->empty()
    Ui.Note('nothing goes along with the next question')
  elseif dropped->empty() && name == ''
    for [index, item] in had->items()
      echo printf('%2d  %s', index + 1, Words(item))
    endfor
    echo ':SkeinDrop 1 takes the first away, :SkeinDrop! all'
  elseif dropped->empty()
    Ui.Warn('nothing of that name goes along: ' .. had->mapnew((_, item) => item.Short())->join(', '))
  else
    Remove(id, dropped)
    Ui.Note('taken away: ' .. dropped->mapnew((_, item) => item.Short())->join(', '))
  endif
enddef

# The names of what goes along, for completion.
export def Names(): list<string>
  return Along(Chats.Used())->mapnew((_, item) => Visible.Text(item.Short()))
enddef

# The question of these words with what goes along. Throws a reason when something can't be read.
export def Question(id: string, words: string): string
  var parts = [words]
  for item in Along(id)
    parts->add(item.Name() .. ":\n" .. Text.Quote('', item.Text(), item.Language()))
  endfor
  return parts->filter((_, part) => part != '')->join("\n\n")
enddef

# Forgets what went along with a question that is sent.
export def Sent(id: string)
  Remove(id, Along(id))
enddef

# Gives what was added without a chat to a new one.
export def Adopt(id: string)
  if items->has_key('') && id != ''
    items[id] = items->remove('')
    Show(id)
  endif
enddef

# The line above the prompt: what goes along, and about how many tokens it has; '' for nothing.
export def Line(id: string): string
  var bytes = 0
  for item in Along(id)
    bytes += item.bytes
  endfor
  return Along(id)->empty() ? '' : printf('Context: %s · %s tokens',
    Along(id)->mapnew((_, item) => Words(item))->join(', '), Tokens(bytes))
enddef

def Remove(id: string, dropped: list<dict<any>>)
  for item in dropped
    item.Drop()
  endfor
  items[id] = Along(id)->copy()->filter((_, item) =>
    dropped->copy()->filter((_, other) => other is item)->empty())
  Show(id)
enddef

def Show(id: string)
  for chat in Chats.All()
    if chat.id == id
      Transcript.Write(chat.buffer, () => Transcript.Head(chat, chat.blocks[-1]))
    endif
  endfor
enddef

def Words(item: dict<any>): string
  return printf('%s (%s)', Visible.Text(item.Short()), Tokens(item.bytes))
enddef

def Tokens(bytes: number): string
  var tokens = (bytes + 3) / 4
  return tokens < 1000 ? '≈ ' .. tokens : printf('≈ %.1fk', tokens / 1000.0)
enddef
