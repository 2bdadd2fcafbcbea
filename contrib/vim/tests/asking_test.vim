vim9script

# Questions that Vim asks while an answer comes, on the screen of a terminal.

const ROOT = expand('<sfile>:p:h:h')

# A Vim on a terminal of its own, in which a change of these lines is awaited and keys are typed
# then: {buffer, job, marks}. To marks it writes a line a second while the answer is awaited, and
# one when its turn has ended.
def Begin(keys: string): dict<any>
  var [file, text, marks] = [tempname(), tempname(), tempname()]
  writefile(['one', 'two'], text)
  writefile([], marks)
  writefile(['set encoding=utf-8 nomore noswapfile',
    'execute "set runtimepath^=" .. fnameescape("' .. ROOT .. '")',
    'runtime plugin/skein.vim',
    'edit ' .. text,
    '1SkeinRewrite hold on',
    'import autoload "skein/turn.vim"',
    'while s:turn.Running()[0].text == "" | sleep 10m | endwhile',
    'call s:turn.Watch({"Changed": {turn -> writefile(["passed"], "' .. marks .. '", "a")},'
      .. ' "Ended": {turn, error, wire, messages -> writefile(["ended"], "' .. marks .. '", "a")}})',
    'call feedkeys("' .. keys .. '", "t")'], file)
  var buffer = term_start(['vim', '-N', '-u', 'NONE', '-i', 'NONE', '-n', '-S', file], {
    term_rows: 20, term_cols: 100, hidden: 1, env: {TERM: 'xterm', LC_ALL: 'C.UTF-8'}})
  return {buffer: buffer, job: term_getjob(buffer), marks: marks}
enddef

# What is on the screen of its terminal, without the lines that are empty.
def Screen(vim: dict<any>): list<string>
  return range(1, 20)->mapnew((_, row) => term_getline(vim.buffer, row)->trim())
    ->filter((_, line) => line != '' && line != '~')
enddef

def WaitForScreen(vim: dict<any>, pattern: string)
  g:WaitFor(() => Screen(vim)->join("\n") =~ pattern,
    pattern .. " on the screen:\n" .. Screen(vim)->join("\n"))
enddef

# Waits until the change was shown twice more than it was.
def Pass(vim: dict<any>)
  var before = readfile(vim.marks)->len()
  g:WaitFor(() => readfile(vim.marks)->len() >= before + 2, 'two seconds')
  # All of it is drawn.
  term_wait(vim.buffer, 50)
enddef

def Cancel()
  skein#call('turn/cancel', {turnId: skein#call('turn/list', {status: 'running'}).data[0].id})
enddef

def End(vim: dict<any>)
  Cancel()
  g:WaitFor(() => job_status(vim.job) != 'run', 'the end')
  execute 'bwipeout!' vim.buffer
enddef

def g:Test_leaving_asks_and_the_question_stays_until_it_has_its_answer()
  var vim = Begin(":quit\<CR>")
  const CHOICES = '\[W\]ait for it, (L)eave:$'
  WaitForScreen(vim, CHOICES)
  var asked = Screen(vim)->join()
  assert_match('skein: an answer is still to be written into ', asked)
  assert_match('If you leave now, it will be in thread \(\d\+\): *skein thread show \1 ', asked)
  Pass(vim)
  assert_equal(asked, Screen(vim)->join())
  # Nothing that is just pressed leaves.
  term_sendkeys(vim.buffer, "\<CR>")
  WaitForScreen(vim, 'waiting; CTRL-C leaves')
  # What was waited for in vain is said.
  Cancel()
  WaitForScreen(vim, 'skein: nothing is changed: the turn was cancelled;.*\n\[L\]eave:$')
  term_sendkeys(vim.buffer, "\<CR>")
  g:WaitFor(() => job_status(vim.job) != 'run', 'the end')
  execute 'bwipeout!' vim.buffer
enddef

def g:Test_who_wishes_the_question_away_waits()
  for key in ["\<Esc>", "\<C-C>"]
    var vim = Begin(":quit\<CR>")
    WaitForScreen(vim, '(L)eave:$')
    term_sendkeys(vim.buffer, key)
    WaitForScreen(vim, 'waiting; CTRL-C leaves')
    term_sendkeys(vim.buffer, "\<C-C>")
    g:WaitFor(() => job_status(vim.job) != 'run', 'the end')
    End(vim)
  endfor
enddef

def g:Test_whoever_says_so_leaves()
  var vim = Begin(":quit\<CR>")
  WaitForScreen(vim, '(L)eave:$')
  term_sendkeys(vim.buffer, 'l')
  g:WaitFor(() => job_status(vim.job) != 'run', 'the end')
  # What was asked goes on.
  assert_equal(1, skein#call('turn/list', {status: 'running'}).data->len())
  End(vim)
enddef

def g:Test_what_happens_meanwhile_is_not_drawn_over_a_question()
  var vim = Begin(":echo 'first' | echo 'second' | call input('Which? ')\<CR>")
  WaitForScreen(vim, "first\nsecond\nWhich?$")
  Pass(vim)
  assert_equal(['first', 'second', 'Which?'], Screen(vim)[-3 :])
  Cancel()
  g:WaitFor(() => readfile(vim.marks)->index('ended') >= 0, 'the end of the turn')
  term_wait(vim.buffer, 50)
  assert_equal(['first', 'second', 'Which?'], Screen(vim)[-3 :])
  # It is said when nothing is asked any more.
  term_sendkeys(vim.buffer, "\<CR>")
  WaitForScreen(vim, 'skein: nothing is changed: the turn was cancelled')
  term_sendkeys(vim.buffer, ":qall!\<CR>")
  g:WaitFor(() => job_status(vim.job) != 'run', 'the end')
  execute 'bwipeout!' vim.buffer
enddef
