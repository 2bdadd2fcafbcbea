vim9script

# What :SkeinAdd can add to a question: lines, buffers, files, diagnostics, differences, the quickfix
# list, threads.

import autoload 'skein/connection.vim' as Connection
import autoload 'skein/context.vim' as Context
import autoload 'skein/names.vim' as Names
import autoload 'skein/place.vim' as Place
import autoload 'skein/selection.vim' as Selection
import autoload 'skein/text.vim' as Text
import autoload 'skein/ui.vim' as Ui

const KINDS = ['buffer', 'diagnostics', 'diff', 'file', 'quickfix', 'thread']
const TYPES = {E: 'error', W: 'warning', I: 'info', N: 'note'}

# :SkeinAdd
export def Run(ranges: number, first: number, last: number, words: string)
  var kind = words->matchstr('^\S*')
  var argument = words->matchstr('^\S*\s\+\zs.*')->trim()
  try
    if kind == '' && ranges > 0
      Context.Add(Lines(Selection.Of(ranges, first, last)))
    elseif kind == '' || kind == 'buffer'
      Context.Add(Buffer(argument))
    elseif kind == 'file'
      for path in Paths(argument)
        Context.Add(File(path))
      endfor
    elseif kind == 'diagnostics'
      Context.Add(Entries('diagnostics of ' .. Shown(bufnr()), Diagnostics(win_getid(), bufnr())))
    elseif kind == 'quickfix'
      Context.Add(Entries('quickfix list', () => getqflist()))
    elseif kind == 'diff'
      Context.Add(Difference(argument))
    elseif kind == 'thread' && argument != ''
      var thread = Names.Find(argument)
      if !thread->empty()
        Context.Add(Thread(thread))
      endif
    else
      Ui.Warn('context is one of: ' .. KINDS->join(', '))
    endif
  catch /^skein-read:/
    Ui.Warn(v:exception->substitute('^skein-read:', '', ''))
  endtry
enddef

# Kinds, then buffers, files, or threads.
export def Complete(lead: string, typed: string): list<string>
  var kind = typed->matchstr('^\S\+\ze\s')
  return kind == '' ? KINDS->copy()->filter((_, name) => stridx(name, lead) == 0)
    : kind == 'buffer' ? getcompletion(lead, 'buffer')
    : kind == 'file' ? getcompletion(lead, 'file')
    : kind == 'thread' ? Names.Complete(lead, typed->matchstr('^\S\+\s\+\zs.*')) : []
enddef

def Make(Short: func(): string, Read: func(): string, members: dict<any> = {}): dict<any>
  return extend({Short: Short, Name: Short, Language: () => '', Text: Read, Drop: () => {
  }}, members)
enddef

# Lines, or characters, that keep their place while the text around them changes.
def Lines(selection: dict<any>): dict<any>
  var place = Place.Make('add', selection)
  var buffer = selection.buffer
  var Numbers = (): string => {
    var span = Place.Span(place)
    return span->empty() ? '' : span[0] == span[1] ? string(span[0]) : span[0] .. '–' .. span[1]
  }
  return Make(() => Shown(buffer) .. ' ' .. Numbers(), () => {
    var where = Place.Where(place)
    if where->empty()
      throw 'skein-read:' .. Shown(buffer) .. ': the lines that were added were deleted'
    endif
    var lines = getbufline(buffer, where[0], where[2])
    if place.kind == 'chars'
      lines[-1] = lines[-1]->strpart(0, where[3] - 1)
      lines[0] = lines[0]->strpart(where[1] - 1)
    endif
    return lines->join("\n")
  }, {
    Name: () => printf('%s, %s %s', Shown(buffer), Numbers() =~ '–' ? 'lines' : 'line', Numbers()),
    Language: () => Language(buffer),
    Drop: () => Place.Clear(place),
  })
enddef

def Buffer(name: string): dict<any>
  var buffer = name == '' ? bufnr() : bufnr(name)
  if buffer < 0
    throw 'skein-read:there is no buffer ' .. name
  endif
  return Make(() => Shown(buffer), () => {
    if !bufexists(buffer)
      throw 'skein-read:a buffer that was added is gone'
    endif
    bufload(buffer)
    return getbufline(buffer, 1, '$')->join("\n")
  }, {Language: () => Language(buffer)})
enddef

# The files that a command line names.
def Paths(argument: string): list<string>
  var paths = argument->split('\\\@<! \+')->map((_, word) => word->substitute('\\ ', ' ', 'g'))
    ->map((_, word) => word =~ '[*?\[]' ? expand(word, true, true) : [expand(word)])->flattennew()
  if paths->empty()
    throw 'skein-read:which file?'
  endif
  return paths
enddef

def File(path: string): dict<any>
  var absolute = fnamemodify(path, ':p')
  return Make(() => fnamemodify(absolute, ':~:.'), () => {
    if isdirectory(absolute) || !filereadable(absolute)
      throw printf('skein-read:%s: %s', path, isdirectory(absolute) ? 'it is a directory'
        : 'it can''t be read')
    endif
    var bytes = readblob(absolute)
    if bytes->index(0) >= 0
      throw printf('skein-read:%s: it is a binary file', path)
    endif
    return readfile(absolute)->join("\n")
  }, {Language: () => fnamemodify(absolute, ':e')})
enddef

# What stands about a buffer in the location list of a window.
def Diagnostics(window: number, buffer: number): func(): list<any>
  return () => getloclist(window)->filter((_, entry) => entry.bufnr == buffer)
enddef

def Entries(name: string, List: func(): list<any>): dict<any>
  return Make(() => name, () => {
    var lines = List()->mapnew((_, entry) => printf('%s:%d:%d: %s%s',
      entry.bufnr > 0 ? Shown(entry.bufnr) : '', entry.lnum, entry.col,
      has_key(TYPES, toupper(entry.type)) ? TYPES[toupper(entry.type)] .. ': ' : '',
      entry.text->trim()))
    if lines->empty()
      throw 'skein-read:' .. name .. ': there are none'
    endif
    return lines->join("\n")
  })
enddef

def Difference(arguments: string): dict<any>
  var directory = expand('%:p:h')
  var command = printf('git -C %s diff %s',
    shellescape(isdirectory(directory) ? directory : getcwd()), arguments->split()
    ->map((_, word) => shellescape(word))->join())
  return Make(() => 'git diff' .. (arguments == '' ? '' : ' ' .. arguments), () => {
    var output = system(command)->trim("\n", 2)
    if v:shell_error != 0
      throw 'skein-read:git diff: ' .. output->split("\n")->get(0, 'it failed')
    elseif output == ''
      throw 'skein-read:git diff: there is no difference'
    endif
    return output
  }, {Language: () => 'diff'})
enddef

def Thread(thread: dict<any>): dict<any>
  return Make((): string => Names.Of(thread), (): string => {
    var [error, result] = Connection.Wait('thread/export',
      {threadId: thread.id, format: 'markdown'})
    if error != null
      throw 'skein-read:' .. error.message
    endif
    return result.document.text->trim("\n", 2)
  }, {Language: () => 'markdown'})
enddef

def Shown(buffer: number): string
  var name = bufname(buffer)
  return name == '' ? 'a buffer without a name' : fnamemodify(name, ':~:.')
enddef

def Language(buffer: number): string
  var filetype = getbufvar(buffer, '&filetype')
  return filetype =~ '^skein' ? 'markdown' : filetype
enddef
