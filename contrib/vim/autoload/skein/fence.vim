vim9script

# The syntax of code in fences: that of its language, read when a block of it is shown first.

# What models call some languages, and the file types that Vim has for them.
const FILETYPES = {bash: 'sh', shell: 'sh', zsh: 'zsh', js: 'javascript', ts: 'typescript',
  jsx: 'javascriptreact', tsx: 'typescriptreact', py: 'python', rb: 'ruby', rs: 'rust',
  'c++': 'cpp', 'c#': 'cs', csharp: 'cs', golang: 'go', viml: 'vim', vimscript: 'vim', elisp: 'lisp',
  yml: 'yaml', md: 'markdown', dockerfile: 'dockerfile', make: 'make', makefile: 'make', text: '',
  txt: '', plaintext: '', console: 'sh', patch: 'diff', objc: 'objc', 'emacs-lisp': 'lisp'}
const OPENING = '^\s*\(`\{3,}\|\~\{3,}\)\s*{\=\.\=\([^ `}]*\).*$'

# The file type of the language that the first line of a fence names; '' for none.
export def Filetype(line: string): string
  var name = get(line->matchlist(OPENING), 2, '')->tolower()
  return get(FILETYPES, name, name)
enddef

# Gives the blocks that begin in these lines the syntax of their language, in the buffer's windows.
export def Add(buffer: number, lines: list<string>)
  for line in lines
    if line =~ '^\s*[`~]\{3}'
      var filetype = Filetype(line)
      var known: list<string> = getbufvar(buffer, 'skein_languages', [])
      if filetype =~ '^[a-z0-9_+-]\+$' && known->index(filetype) < 0
          && Include(buffer, filetype)
        setbufvar(buffer, 'skein_languages', known + [filetype])
      endif
    endif
  endfor
enddef

# Reads the syntax of every language of the buffer again, as when its syntax was set anew.
export def AddAll(buffer: number)
  setbufvar(buffer, 'skein_languages', [])
  Add(buffer, getbufline(buffer, 1, '$'))
enddef

# Vim has one syntax a buffer, which is changed in one of its windows; false when it has none.
def Include(buffer: number, filetype: string): bool
  var windows = win_findbuf(buffer)
  if windows->empty() || globpath(&runtimepath, 'syntax/' .. filetype .. '.vim')->empty()
      || getbufvar(buffer, 'current_syntax') == ''
    return false
  endif
  var group = 'skeinCode_' .. filetype->substitute('\W', '_', 'g')
  # The names under which this language comes.
  var names = FILETYPES->copy()->filter((_, value) => value == filetype)->keys() + [filetype]
  var pattern = names->map((_, name) => escape(name, '\/.*$^~[]'))->join('\|')
  win_execute(windows[0], [
    'b:skein_syntax = b:current_syntax',
    'unlet b:current_syntax',
    printf('silent! syntax include @%s syntax/%s.vim', group, filetype),
    'b:current_syntax = b:skein_syntax',
    printf('syntax region %s matchgroup=markdownCodeDelimiter '
      .. 'start=/^\s*\z(`\{3,}\|\~\{3,}\)\s*{\=\.\=\c\%%(%s\)\>.*$/ end=/^\s*\z1\s*$/ keepend '
      .. 'contains=@%s', group, pattern, group),
  ])
  return true
enddef
