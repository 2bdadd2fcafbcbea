vim9script

# Threads by name: a number, an id or its beginning, or a title.

import autoload 'skein/connection.vim' as Connection
import autoload 'skein/text.vim' as Text
import autoload 'skein/ui.vim' as Ui
import autoload 'skein/visible.vim' as Visible

# The offered completions, each with the title that it shows.
var offered: dict<string>

# The thread that a name means; {} when there is none, which is reported, or when none of several is
# chosen.
export def Find(name: string): dict<any>
  var [error, found] = Connection.Wait('thread/find', {name: get(offered, name, name)})
  if error != null
    Ui.Warn(error.message)
    return {}
  elseif found.data->empty()
    var similar: list<any> = found->get('similar') ?? []
    if !similar->empty()
      return Choose(printf('No thread is called “%s”; similar titles:', Visible.Text(name)), similar)
    endif
    Ui.Warn(Nothing(name) .. ': :SkeinThreads lists them')
    return {}
  endif
  return found.data->len() == 1 ? found.data[0] : Choose(Several(name, found), found.data)
enddef

# Titles for completion: those that follow the typed text, whose last word is lead. Several threads
# with one title are offered once; opening it asks which one.
export def Complete(lead: string, typed: string): list<string>
  var [error, result] = Connection.Wait('thread/list', {limit: 200})
  if error != null
    return []
  endif
  offered = {}
  var titles: list<string>
  for thread in result.data
    var title = Visible.Text(thread.title ?? string(thread.number))
    if !offered->has_key(title)
      offered[title] = thread.title ?? title
      titles->add(title)
    endif
  endfor
  return titles->filter((_, title) => stridx(tolower(title), tolower(typed)) == 0)
    ->map((_, title) => title->strpart(len(typed) - len(lead)))
enddef

# A thread in a list: number, time, number of messages, title.
export def Row(thread: dict<any>): string
  return printf('%4d %s%-10s %5d  %s', thread.number, thread.deletedAt == null ? '  ' : '✗ ',
    Text.Ago(thread.updatedAt), thread.messageCount, thread.title ?? '(no title)')
enddef

# A thread within a sentence.
export def Of(thread: dict<any>): string
  return printf('thread %d%s', thread.number,
    thread.title == null ? '' : printf(', “%s”', thread.title))
enddef

def Nothing(name: string): string
  return name =~ '^[1-9]\d\{,6}$'
    ? printf('you have no thread with the number %s, nor with that title', name)
    : printf('you have no thread with the title “%s”, nor one whose id begins with that', name)
enddef

def Several(name: string, found: dict<any>): string
  return printf('%s%d threads have %s:', found.hasMore ? 'More than ' : '', found.data->len(),
    found.by == 'title' ? printf('the title “%s”', Visible.Text(name)) : 'an id that begins with ' .. name)
enddef

# Lets the user choose one of the threads by its number, typed below the list; {} when none is
# chosen.
def Choose(said: string, threads: list<any>): dict<any>
  echo said
  for thread in threads
    echo Text.Cut(printf('%4d  %-10s  %-12s  %s%s', thread.number, Text.Ago(thread.updatedAt),
      thread.messageCount .. (thread.messageCount == 1 ? ' message' : ' messages'),
      thread.deletedAt == null ? '' : '(deleted) ', thread.title ?? '–'), &columns - 1)
  endfor
  var number = (Ui.Input('Number: ') ?? '')->trim()
  for thread in threads
    if string(thread.number) == number
      return thread
    endif
  endfor
  if number != ''
    Ui.Warn(printf('none of them has the number %s', number))
  endif
  return {}
enddef
