vim9script

# The results of a search, one on each line: skein://search/<words>.

import autoload 'skein/chat.vim' as Chat
import autoload 'skein/list.vim' as List
import autoload 'skein/text.vim' as Text
import autoload 'skein/ui.vim' as Ui

const PREFIX = 'skein://search/'

# Searches, and lists the results in a window.
export def Open(words: string, mods = '')
  Ui.Show(PREFIX .. words, mods)
enddef

# Fills the current buffer.
export def Read()
  List.Read(KIND, expand('<afile>')->strpart(len(PREFIX)))
enddef

def Line(hit: dict<any>): string
  # The marks around a match are concealed by the syntax.
  return printf('%4d %-10s %-12s %s · %s', hit.thread.number,
    Text.Ago((hit.message ?? hit.thread).createdAt), Who(hit), hit.thread.title ?? '(no title)',
    hit.snippet)
enddef

# The author of the matching text, for a match in a message.
def Who(hit: dict<any>): string
  return hit.message != null ? hit.message.role : hit.turnId != null ? 'not answered' : 'title'
enddef

def Visit(hit: dict<any>)
  if !hit->empty()
    Chat.Visit(hit.thread.id, hit.message != null ? hit.message.sequence : hit.turnId ?? 0)
  endif
enddef

const KIND = {
  Title: (list) => 'Found for: ' .. list.name,
  Fetch: (list, Give) => List.Pages('thread/search', {query: list.name}, Give),
  Line: Line,
  marks: "\x02\x03",
  Words: (hit) => hit.thread.number .. ' ' .. (hit.thread.title ?? '') .. ' ' .. hit.snippet,
  actions: [
    ['<CR>', 'open', (_, hit) => Visit(hit)],
  ],
}
