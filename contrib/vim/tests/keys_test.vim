vim9script

const ROOT = expand('<sfile>:p:h:h')

# What the keys do.

def g:Test_a_chat_is_written_and_sent_with_keys()
  Skein!
  feedkeys("isay with keys\<C-S>", 'tx')
  g:WaitForLine('^with keys$')
  feedkeys("ggosay from above\<Esc>\<CR>", 'tx')
  g:WaitForLine('^from above$')
  feedkeys("Gisay from below\<Esc>\<C-S>", 'tx')
  g:WaitForLine('^from below$')
  feedkeys("gg]]", 'tx')
  assert_match('^── Assistant', getline('.'))
  feedkeys('G[[', 'tx')
  assert_match('^── Ask', getline('.'))
  feedkeys("Gihold on\<Esc>\<CR>", 'tx')
  g:WaitForLine('^begun')
  # CTRL-C itself would interrupt the test.
  assert_equal('<Plug>(skein-stop)', maparg('<C-C>', 'n'))
  feedkeys("\<Plug>(skein-stop)", 'tx')
  g:WaitForLine('cancelled$')
enddef

def g:Test_the_prompt_says_how_to_send_to_cancel_and_to_leave()
  Skein!
  assert_equal(['── Ask · <C-s> sends, :q leaves, g? helps', ''], getline(1, '$'))
  feedkeys("ihold on\<C-S>", 'tx')
  g:WaitForLine('^── Ask · <C-s> sends, <C-c> cancels, :q leaves$')
  var keys = execute("normal g?")
  for key in ['<C-s>', '<C-c>', ':q', ']]', ':help skein-chat']
    assert_true(stridx(keys, key) >= 0, key)
  endfor
  SkeinCancel
  g:WaitForLine('^── Ask · <C-s> sends, :q leaves, g? helps$')
enddef

def g:Test_a_chat_that_is_read_anew_has_its_keys()
  Skein! say it
  g:WaitForLine('5 tokens')
  edit
  g:WaitForLine('5 tokens')
  feedkeys("ggisay with keys\<C-S>", 'tx')
  g:WaitForLine('^with keys$')
enddef

def g:Test_mappings_ask_for_the_words()
  g:Scratch(['one', 'two', 'three'])
  nmap <buffer> sr <Plug>(skein-rewrite)
  xmap <buffer> sr <Plug>(skein-rewrite)
  nmap <buffer> sp <Plug>(skein-append)
  feedkeys("2Gsrcount it\<CR>", 'tx')
  g:WaitFor(() => prop_list(1, {end_lnum: -1, types: ['skeinAdded']})->len() == 1, 'the line')
  normal ga
  assert_equal('2', getline(2))
  feedkeys("1G0vsrcount it\<CR>", 'tx')
  g:WaitFor(() => prop_list(1, {end_lnum: -1, types: ['skeinAdded']})->len() == 1, 'the character')
  normal ga
  assert_equal('2ne', getline(1))
  feedkeys("3Gspcount it\<CR>", 'tx')
  g:WaitFor(() => line('$') == 4, 'the new line')
  feedkeys("1Gsr\<Esc>", 'tx')
  assert_equal(['2ne', '2', 'three', '2'], getline(1, '$'))
  xmap <buffer> sa <Plug>(skein-ask)
  feedkeys("1G0Vsareally?\<CR>", 'tx')
  g:WaitForLine('^You said: really?')
  assert_match("really?\n\n```\n2ne\n```", g:Text())
enddef

def g:Test_nothing_is_mapped_by_default()
  g:Scratch([])
  assert_equal('', execute('map')->split("\n")->filter((_, line) => line =~ 'skein')
    ->filter((_, line) => line !~ '<Plug>(skein-\a\+)\s')->join("\n"))
enddef

def g:Test_commands_that_are_typed_ask_for_no_enter()
  var [file, marker] = [tempname(), tempname()]
  # By then every effect of the first command has arrived.
  writefile(['set encoding=utf-8 noswapfile',
    'execute "set runtimepath^=" .. fnameescape("' .. ROOT .. '")',
    'runtime plugin/skein.vim',
    'call timer_start(1500, {-> writefile([], "' .. marker .. '")})'], file)
  var terminal = term_start(['vim', '-N', '-u', 'NONE', '-i', 'NONE', '-n', '-S', file],
    {hidden: 1, term_rows: 24, term_cols: 80, env: {TERM: 'xterm', LC_ALL: 'C.UTF-8'}})
  var Screen = () => range(1, 24)->mapnew((_, row) => term_getline(terminal, row))->join("\n")
  term_sendkeys(terminal, ":SkeinThreads\<CR>")
  g:WaitFor(() => filereadable(marker), 'the marker')
  for [command, shown] in [['SkeinTasks', 'Tasks ('], ['Skein! say typed', '5 tokens'],
      ['SkeinModel nope', 'No provider lists'], ['SkeinThreads', '  say typed']]
    term_sendkeys(terminal, printf(":%s\<CR>", command))
    g:WaitFor(() => stridx(Screen(), shown) >= 0, shown .. Screen())
    assert_equal(-1, stridx(Screen(), 'Press ENTER'), command)
  endfor
  term_sendkeys(terminal, ":qall!\<CR>")
  g:WaitFor(() => job_status(term_getjob(terminal)) != 'run', 'the end')
enddef
