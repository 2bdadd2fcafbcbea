vim9script

# A Vim in a terminal inside the test's Vim: what a user types is what it gets, every autocommand
# follows, and its screen can be read.

const ROOT = expand('<sfile>:p:h:h')

# Starts a Vim with the plugin that runs the commands of script.
def g:StartVim(script: list<string> = [], rows = 24, columns = 80): dict<any>
  var file = tempname()
  var answer = tempname()
  writefile(['set encoding=utf-8 nomore noswapfile hidden backspace=indent,eol,start',
    'execute "set runtimepath^=" .. fnameescape("' .. ROOT .. '")',
    'filetype plugin on', 'syntax on', 'runtime plugin/skein.vim',
    'command! -nargs=1 Tell call writefile([json_encode(<args>)], "' .. answer .. '.new") '
      .. '| call rename("' .. answer .. '.new", "' .. answer .. '")'] + script, file)
  # Without t_TI and t_TE, CTRL-R is one byte.
  var buffer = term_start(['vim', '-N', '-u', 'NONE', '-i', 'NONE', '-n', '--cmd', 'set t_TI= t_TE=',
    '-S', file], {
    term_rows: rows, term_cols: columns, hidden: 1, env: {TERM: 'xterm', LC_ALL: 'C.UTF-8'}})
  return {buffer: buffer, job: term_getjob(buffer), answer: answer, rows: rows}
enddef

# The lines on its screen.
def g:Screen(vim: dict<any>): list<string>
  return range(1, vim.rows)->mapnew((_, row) => term_getline(vim.buffer, row)->trim(' ', 2))
enddef

# Types keys.
def g:Type(vim: dict<any>, keys: string)
  term_sendkeys(vim.buffer, keys)
enddef

def g:WaitForScreen(vim: dict<any>, pattern: string)
  try
    g:WaitFor(() => g:Screen(vim)->join("\n") =~ pattern, pattern)
  catch /waited in vain/
    throw 'waited in vain for ' .. pattern .. " on the screen:\n" .. g:Screen(vim)->join("\n")
  endtry
enddef

# The value of an expression in it, in Normal mode, when everything that was typed is done.
def g:Of(vim: dict<any>, expression: string): any
  delete(vim.answer)
  g:Type(vim, ":Tell " .. expression .. "\<CR>")
  g:WaitFor(() => filereadable(vim.answer),
    expression .. " of a Vim that shows\n" .. g:Screen(vim)->join("\n"))
  return readfile(vim.answer)->join("\n")->json_decode()
enddef

# The text of its buffer.
def g:TextOf(vim: dict<any>): string
  return g:Of(vim, 'getline(1, "$")')->join("\n")
enddef

# Waits until the text of its buffer matches.
def g:WaitForText(vim: dict<any>, pattern: string)
  g:WaitFor(() => g:TextOf(vim) =~ pattern, pattern .. " in\n" .. g:TextOf(vim))
enddef

def g:EndVim(vim: dict<any>)
  job_stop(vim.job, 'kill')
  g:WaitFor(() => job_status(vim.job) != 'run', 'the end of a Vim')
  execute 'bwipeout!' vim.buffer
enddef
