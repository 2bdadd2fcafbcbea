vim9script

# Questions that Vim asks while an answer arrives, on the screen of a terminal.

const ROOT = expand('<sfile>:p:h:h')

# Starts a Vim on its own terminal, which requests a change of its text and then types keys:
# {buffer, job, marks}. It writes a line a second to the file marks while the answer arrives, and one
# when the turn has ended.
def Begin(keys: string): dict<any>
  var [file, text, marks] = [tempname(), tempname(), tempname()]
  writefile(['one', 'two'], text)
  writefile([], marks)
  writefile(['set encoding=utf-8 nomore noswapfile',
    'execute "set runtimepath^=" .. fnameescape("' .. ROOT .. '")',
    'runtime plugin/skein.vim',
    'edit ' .. text,
    '1SkeinAppend hold on',
    'import autoload "skein/followed.vim"',
    'while s:followed.Running()[0].text == "" | sleep 10m | endwhile',
    'call s:followed.Watch({"Changed": {turn -> writefile(["passed"], "' .. marks .. '", "a")},'
      .. ' "Ended": {turn, error, wire, messages -> writefile(["ended"], "' .. marks .. '", "a")}})',
    'call feedkeys("' .. keys .. '", "t")'], file)
  var buffer = term_start(['vim', '-N', '-u', 'NONE', '-i', 'NONE', '-n', '-S', file], {
    term_rows: 20, term_cols: 100, hidden: 1, env: {TERM: 'xterm', LC_ALL: 'C.UTF-8'}})
  return {buffer: buffer, job: term_getjob(buffer), marks: marks}
enddef

# The lines on its screen, without empty ones.
def Screen(vim: dict<any>): list<string>
  return range(1, 20)->mapnew((_, row) => term_getline(vim.buffer, row)->trim())
    ->filter((_, line) => line != '' && line != '~')
enddef

def WaitForScreen(vim: dict<any>, pattern: string)
  g:WaitFor(() => Screen(vim)->join("\n") =~ pattern,
    pattern .. " on the screen:\n" .. Screen(vim)->join("\n"))
enddef

# Waits until the turn's progress was shown twice more.
def Pass(vim: dict<any>)
  var before = readfile(vim.marks)->len()
  g:WaitFor(() => readfile(vim.marks)->len() >= before + 2, 'two seconds')
  # Lets the terminal draw it.
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
  # The screen breaks the sentence anywhere.
  var words = asked->substitute('\s', '', 'g')
  assert_match('skein:ananswerisstilltobewritteninto', words)
  assert_match('Ifyouleavenow,itwillbeinthread\(\d\+\):skeinthreadshow\1\[W\]', words)
  Pass(vim)
  assert_equal(asked, Screen(vim)->join())
  # <CR> alone waits.
  term_sendkeys(vim.buffer, "\<CR>")
  WaitForScreen(vim, 'waiting; CTRL-C leaves')
  # When the wait was in vain, Vim shows the reason.
  Cancel()
  WaitForScreen(vim, 'skein: nothing is changed: the turn was cancelled;.*\n\[L\]eave:$')
  term_sendkeys(vim.buffer, "\<CR>")
  g:WaitFor(() => job_status(vim.job) != 'run', 'the end')
  execute 'bwipeout!' vim.buffer
enddef

def g:Test_escape_and_interrupt_at_the_question_mean_to_wait()
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

def g:Test_the_answer_leave_leaves_and_the_turn_continues()
  var vim = Begin(":quit\<CR>")
  WaitForScreen(vim, '(L)eave:$')
  term_sendkeys(vim.buffer, 'l')
  g:WaitFor(() => job_status(vim.job) != 'run', 'the end')
  # The turn continues.
  assert_equal(1, skein#call('turn/list', {status: 'running'}).data->len())
  End(vim)
enddef

def g:Test_nothing_is_drawn_over_a_question()
  var vim = Begin(":echo 'first' | echo 'second' | call input('Which? ')\<CR>")
  WaitForScreen(vim, "first\nsecond\nWhich?$")
  Pass(vim)
  assert_equal(['first', 'second', 'Which?'], Screen(vim)[-3 :])
  Cancel()
  g:WaitFor(() => readfile(vim.marks)->index('ended') >= 0, 'the end of the turn')
  term_wait(vim.buffer, 50)
  assert_equal(['first', 'second', 'Which?'], Screen(vim)[-3 :])
  # The message comes after the answer to the question.
  term_sendkeys(vim.buffer, "\<CR>")
  WaitForScreen(vim, 'skein: nothing is changed: the turn was cancelled')
  term_sendkeys(vim.buffer, ":qall!\<CR>")
  g:WaitFor(() => job_status(vim.job) != 'run', 'the end')
  execute 'bwipeout!' vim.buffer
enddef

def g:Test_leaving_names_the_thread_of_a_proposal_that_stands()
  var file = tempname()
  writefile(['one', 'two'], file)
  var vim = g:StartVim(['edit ' .. file, ':1SkeinRewrite count it'], 20, 100)
  WaitForScreen(vim, '1 hunk · ga accept')
  g:Type(vim, ":quit\<CR>")
  WaitForScreen(vim, 'a proposal for .* was not accepted\.\_s*Thread \(\d\+\) has it: skein thread\_s*show \1\>')
  g:Type(vim, "\<CR>")
  g:WaitFor(() => job_status(vim.job) != 'run', 'the end')
  assert_equal(['one', 'two'], readfile(file))
  execute 'bwipeout!' vim.buffer
enddef
