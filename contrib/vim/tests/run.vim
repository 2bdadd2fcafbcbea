vim9script

# Runs the functions g:Test_… of $TEST_FILE, and writes the failures and the number of passed tests
# to $TEST_RESULT; and to $TEST_TIMES, if it is set, how long each took.

set encoding=utf-8 hidden nomore noswapfile
set columns=100 lines=40
execute 'set runtimepath^=' .. fnameescape(expand('<sfile>:p:h:h'))
filetype plugin on
syntax on
runtime plugin/skein.vim

import autoload 'skein/connection.vim' as Connection

# Waits for an event; after the limit the test fails.
def g:WaitFor(Holds: func(): bool, what: string, seconds = 10)
  var began = reltime()
  while !Holds()
    if reltimefloat(reltime(began)) > seconds
      throw 'waited in vain for ' .. what .. "\n" .. getline(1, '$')->join("\n")
        .. "\nmessages:\n" .. execute('messages')
    endif
    sleep 10m
  endwhile
enddef

# Waits until the plugin has noticed that the daemon is gone.
def g:WaitForLoss()
  g:WaitFor(() => !Connection.IsOpen(), 'the loss of the connection')
enddef

# Waits for a line that matches, in the given or the current buffer.
def g:WaitForLine(pattern: string, buffer = 0)
  var number = buffer == 0 ? bufnr() : buffer
  g:WaitFor(() => getbufline(number, 1, '$')->match(pattern) >= 0, 'a line with ' .. pattern)
enddef

# Waits for an answer that begins with the pattern to be complete: its heading has the tokens then, and
# no turn is followed any more. The text is there before, while commands for the last question refuse.
def g:WaitForAnswer(pattern: string)
  g:WaitFor(() => g:Text() =~ '── Assistant · [^\n]*tokens[^\n]*\n' .. pattern
    && skein#statusline() == '', 'the answer ' .. pattern)
enddef

# Asks in a thread of its own, and waits for a line; the thread's id.
def g:Begin(question: string, pattern = '5 tokens'): string
  execute 'Skein!' question
  g:WaitForLine(pattern)
  if pattern == '5 tokens'
    g:WaitFor(() => skein#statusline() == '', 'the end of the turn')
  endif
  return b:skein_thread
enddef

def g:WaitForMessage(pattern: string)
  g:WaitFor(() => execute('messages') =~ pattern, 'the message ' .. pattern)
enddef

# The text of the buffer.
def g:Text(): string
  return getline(1, '$')->join("\n")
enddef

# Runs the command skein, as another client would.
def g:Skein(...arguments: list<string>): string
  return system('skein ' .. arguments->mapnew((_, argument) => shellescape(argument))->join(' '))
enddef

# Makes a new buffer with these lines.
def g:Scratch(lines: list<string>, filetype = '')
  silent only!
  enew
  setline(1, lines)
  &l:filetype = filetype
  # Begin a new undo step: later changes are not part of the one that filled the buffer.
  &l:undolevels = &l:undolevels
enddef

# Kills the daemon without warning, as a power failure would.
def g:KillDaemon()
  system('kill -9 ' .. skein#call('server/info').pid)
enddef

execute 'source' fnameescape(expand('<sfile>:p:h') .. '/terminal.vim')

var passed = 0
var failures: list<string>
execute 'source' fnameescape($TEST_FILE)
for name in getcompletion('g:Test_', 'function')
    ->map((_, call) => call->matchstr('g:Test_\w\+'))->uniq()
  v:errors = []
  var began = reltime()
  messages clear
  try
    call(name, [])
  catch
    v:errors->add(v:exception .. ' at ' .. v:throwpoint)
  endtry
  silent! tabonly!
  silent! only!
  silent! :%bwipeout!
  if $TEST_TIMES != ''
    writefile([printf('%6.2f s %s', reltimefloat(reltime(began)), name)], $TEST_TIMES, 'a')
  endif
  if v:errors->empty()
    passed += 1
  else
    failures->add(name .. ":\n  " .. v:errors->join("\n  "))
  endif
endfor
writefile(failures->join("\n")->split("\n") + [failures->empty() ? 'passed ' .. passed : 'failed'],
  $TEST_RESULT)
qall!
