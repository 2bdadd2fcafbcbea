vim9script

# Buffers with one row on each line: threads, tasks, results of a search.
#
# A kind of list is {Title, Fetch, Line, Words, actions, marks?}: Fetch gets (list, Give) and calls
# Give with (error, all rows so far, a remark about them); Line returns a row's text, Words the text
# that a filter searches; actions is a list of [key, what it does, function of (list, row)]; marks
# are control characters that the syntax conceals.

import autoload 'skein/glance.vim' as Glance
import autoload 'skein/pages.vim' as Page
import autoload 'skein/text.vim' as Text
import autoload 'skein/ui.vim' as Ui
import autoload 'skein/visible.vim' as Visible

# A reason why a list can't be read is shown below its rows, wrapped at this width.
const WRAP_CELLS = 78

const READING = 'reading …'

# By buffer: {buffer, kind, name, rows, shown, filter, deleted, edits, state, failure}.
var lists: dict<dict<any>>

# The keys of every list.
var common: list<list<any>>

# Fills the current buffer.
export def Read(kind: dict<any>, name: string)
  var buffer = bufnr()
  lists[buffer] = {buffer: buffer, kind: kind, name: name, rows: [], shown: [],
    filter: get(lists, buffer, {filter: ''}).filter, deleted: false, edits: false, state: READING,
    failure: ''}
  Ui.Become('skeinlist')
  for [key, what, Act] in kind.actions + common
    execute printf('nnoremap <buffer> <silent> <nowait> %s <ScriptCmd>Act(%s)<CR>', key,
      string(key->substitute('<', '<lt>', 'g')))
  endfor
  Draw(lists[buffer])
  Refresh(lists[buffer])
enddef

# Reads the rows of a list again.
export def Refresh(list: dict<any>)
  list.kind.Fetch(list, (error, rows, state) => {
    if get(lists, list.buffer, {}) isnot list || !bufloaded(list.buffer)
      return
    elseif error != null
      list.state = ''
      list.failure = Ui.Words(error)
    elseif state == READING && list.rows->len() > rows->len()
      # The old rows stay until there are as many new ones.
      return
    else
      # With its type Vim does not look through it whenever a list is passed to a function.
      var typed: list<dict<any>> = rows->copy()
      list.rows = typed
      list.state = state
      list.failure = ''
    endif
    Draw(list)
  })
enddef

# Reads all loaded lists of this kind again.
export def RefreshAll(kind: dict<any>)
  for list in lists->values()
    if list.kind is kind && bufloaded(list.buffer)
      Refresh(list)
    endif
  endfor
enddef

# Reads the rows of a list method, for Fetch.
export def Pages(method: string, params: dict<any>, Give: func)
  Page.Read(method, params, (error, rows, is_going_on, has_more) => {
    Give(error, rows, is_going_on ? READING : has_more ? 'the first ' .. rows->len() : '')
  })
enddef

# Whether a list is on the screen.
export def IsShown(): bool
  return lists->keys()->filter((_, buffer) => !win_findbuf(str2nr(buffer))->empty())->len() > 0
enddef

export def Forget(buffer: number)
  if lists->has_key(buffer)
    lists->remove(buffer)
  endif
enddef

# The row under the cursor; {} on the heading and below the rows.
export def Row(list: dict<any>): dict<any>
  return line('.') == 1 ? {} : get(list.shown, line('.') - 2, {})
enddef

# Runs the action of a key, with the row under the cursor.
def Act(key: string)
  var list = lists[bufnr()]
  var row = Row(list)
  for [name, what, Action] in list.kind.actions + common
    if name == key
      call(Action, [list, row])
      return
    endif
  endfor
enddef

# Shows only the rows that contain all these words.
def Filter(list: dict<any>, words: string)
  list.filter = words
  Draw(list)
enddef

def AskFilter(list: dict<any>)
  var before = list.filter
  augroup skein_filter
    autocmd!
    autocmd CmdlineChanged @ Narrow()
  augroup END
  filtered = list
  var words = Ui.Input('Filter: ', before)
  autocmd! skein_filter
  Filter(list, words == null ? before : words)
enddef

var filtered: dict<any>

def Narrow()
  Filter(filtered, getcmdline())
  redraw
enddef

def Help(list: dict<any>)
  for [key, what, _] in list.kind.actions + common
    echo printf('%-8s %s', key, what)
  endfor
enddef

def Leave()
  Glance.Close()
  if winnr('$') > 1 || tabpagenr('$') > 1
    close
  else
    enew
  endif
enddef

def Draw(list: dict<any>)
  var words = list.filter->tolower()->split()
  var shown: list<dict<any>> = list.rows->copy()->filter((_, row) => {
    var text = list.kind.Words(row)->tolower()
    return words->copy()->filter((_, word) => stridx(text, word) < 0)->empty()
  })
  list.shown = shown
  var count = list.shown->len() == list.rows->len() ? string(list.rows->len())
    : printf('%d of %d', list.shown->len(), list.rows->len())
  setbufvar(list.buffer, 'skein_title', Visible.Text(list.kind.Title(list)))
  var head = [printf('%s (%s)', list.kind.Title(list), count)]
    + (list.filter == '' ? [] : ['filter: ' .. list.filter])
    + (list.state == '' ? [] : [list.state])
    + ['q leaves, g? helps']
    + [list.kind.actions->copy()->map((_, action) => action[0] .. ' ' .. action[1])->join('  ')]
  var marks = get(list.kind, 'marks', '')
  Write(list.buffer, [Visible.Text(head->join(' · ')->substitute('\n', ' ', 'g'))]
    + list.shown->mapnew((_, row) =>
      Visible.Text(list.kind.Line(row)->substitute("\n", ' ', 'g'), marks))
    + Text.Wrap(list.failure, min([WRAP_CELLS, &columns - 1])))
enddef

# Writes the lines; in every window the cursor stays on the same row, and begins on the first one.
def Write(buffer: number, lines: list<string>)
  var had_rows = get(getbufinfo(buffer), 0, {linecount: 0}).linecount > 1
  setbufvar(buffer, '&modifiable', true)
  setbufline(buffer, 1, lines)
  if get(getbufinfo(buffer), 0, {linecount: 0}).linecount > lines->len()
    silent deletebufline(buffer, lines->len() + 1, '$')
  endif
  setbufvar(buffer, '&modifiable', false)
  setbufvar(buffer, '&modified', false)
  for window in had_rows || lines->len() < 2 ? [] : win_findbuf(buffer)
    win_execute(window, 'cursor(2, 1)')
  endfor
enddef

common = [
  ['f', 'filter', (list, _) => AskFilter(list)],
  ['R', 'refresh', (list, _) => Refresh(list)],
  ['g?', 'help', (list, _) => Help(list)],
  ['q', 'close', (_, _) => Leave()],
]
