vim9script

def g:Test_a_question_is_answered_in_a_chat()
  g:Scratch(['text'])
  Skein! say hello wörld 🧶
  assert_equal('skein', &filetype)
  assert_match('^skein://', bufname())
  g:WaitForLine('^── Assistant · 5 tokens$')
  assert_equal(['── You', 'say hello wörld 🧶', '', '── Assistant · 5 tokens', 'hello wörld 🧶', '',
    '── Ask · <C-s> sends, :q leaves, g? helps', ''], getline(1, '$'))
  assert_equal(2, winnr('$'), 'what was on the screen stays')
enddef

def g:Test_a_chat_goes_on_from_its_prompt()
  Skein! say one
  g:WaitForLine('5 tokens')
  setline('$', ['count these', 'two lines'])
  execute "normal \<CR>"
  g:WaitFor(() => g:Text() =~ "count these\ntwo lines\n\n── Assistant · 5 tokens\n3\n",
    'the answer in the same thread')
  assert_equal('', getline('$'), 'the prompt is empty again')
  assert_equal(2, skein#call('thread/get', {threadId: b:skein_thread}).thread.messageCount / 2)
enddef

def g:Test_nothing_is_not_sent()
  Skein!
  execute "normal \<CR>"
  g:WaitForMessage('nothing to send')
  setline('$', " \t ")
  execute "normal \<CR>"
  assert_fails('call skein#call("thread/get", {"threadId": b:skein_thread})', 'skein:')
enddef

def g:Test_a_range_is_asked_about()
  g:Scratch(['first', 'second', 'third'], 'python')
  :2,3Skein! system? What is this
  g:WaitForLine('^You said: system? What is this$')
  assert_match("What is this\n\n```python\nsecond\nthird\n```\n\n── Assistant", g:Text())
enddef

def g:Test_a_range_without_words_waits_at_the_prompt()
  g:Scratch(['first', 'second'], 'sh')
  :1Skein!
  assert_equal(['', '```sh', 'first', '```'], getline(line('$') - 3, '$'))
  assert_equal('', getline('.'))
enddef

def g:Test_selected_characters_are_asked_about()
  g:Scratch(['ein schöner Tag 🧶 heute'])
  normal! 0wv2w
  execute "normal! \<Esc>"
  :'<,'>Skein! What
  g:WaitForLine('^You said')
  assert_match("```\nschöner Tag 🧶\n```", g:Text())
enddef

def g:Test_an_empty_thread_is_made_only_when_something_is_sent()
  var before = skein#call('thread/list', {limit: 200}).data->len()
  Skein!
  assert_equal(before, skein#call('thread/list', {limit: 200}).data->len())
enddef

def g:Test_what_is_in_the_thread_cannot_be_changed()
  Skein! say fixed
  g:WaitForLine('5 tokens')
  cursor(2, 1)
  doautocmd CursorMoved
  assert_false(&modifiable)
  cursor('$', 1)
  doautocmd CursorMoved
  assert_true(&modifiable)
enddef

def g:Test_what_is_typed_while_an_answer_comes_stays()
  Skein! hold on
  g:WaitForLine('^begun')
  setline('$', 'typed meanwhile')
  SkeinCancel
  g:WaitForLine('^── Assistant · cancelled$')
  assert_equal('typed meanwhile', getline('$'))
  assert_equal('begun ', skein#call('message/list', {threadId: b:skein_thread}).data[1].content)
enddef

def g:Test_cancelled_before_a_word_nothing_is_written()
  Skein! hold
  g:WaitForLine('^begun')
  Skein say second
  g:WaitForLine('waiting for the turn before it')
  SkeinCancel
  g:WaitForLine('^── Not answered · cancelled$')
  g:WaitForLine('^Not sent to the model. :SkeinRetry asks again.$')
enddef

def g:Test_a_thread_is_opened_again_as_it_was()
  Skein! code please
  g:WaitForLine('5 tokens')
  var before = getline(1, '$')
  var id = b:skein_thread
  bwipeout!
  execute 'SkeinOpen' id[0 : 12]
  g:WaitForLine('5 tokens')
  assert_equal(before, getline(1, '$'))
enddef

def g:Test_a_turn_goes_on_when_its_buffer_is_wiped()
  Skein! hold on
  g:WaitForLine('^begun')
  var id = b:skein_thread
  bwipeout!
  execute 'SkeinOpen' id
  g:WaitForLine('^begun')
  SkeinCancel
  g:WaitForLine('cancelled$')
enddef

def g:Test_a_long_thread_is_read_from_its_end()
  var id = skein#call('thread/create', {title: 'Long'}).thread.id
  var written = 0
  for number in range(1, 450)
    skein#call('message/append', {threadId: id, role: 'user', content: 'message ' .. number},
      (error, _) => {
        assert_equal(null, error)
        written += 1
      })
  endfor
  g:WaitFor(() => written == 450, 'all messages', 30)
  SkeinOpen Long
  g:WaitForLine('^message 450$')
  assert_equal(-1, getline(1, '$')->index('message 250'))
  cursor(2, 1)
  execute "normal \<CR>"
  g:WaitForLine('^message 51$')
  cursor(2, 1)
  execute "normal \<CR>"
  g:WaitForLine('^message 1$')
  assert_equal(range(1, 450)->mapnew((_, number) => 'message ' .. number),
    getline(1, '$')->filter((_, line) => line =~ '^message'))
enddef

def g:Test_model_and_system_are_the_threads()
  Skein!
  SkeinModel scripted/scripted-2
  g:WaitForMessage('from now on the model is scripted/scripted-2')
  SkeinSystem Speak like wool.
  Skein system please
  g:WaitForLine('^Speak like wool\.$')
  var thread = skein#call('thread/get', {threadId: b:skein_thread}).thread
  assert_equal(['scripted/scripted-2', 'Speak like wool.'], [thread.model, thread.systemPrompt])
  SkeinModel scripted
  g:WaitFor(() => b:skein_model == 'scripted', 'the other model')
enddef

def g:Test_reasoning_is_shown_on_demand()
  Skein! think hard
  g:WaitForLine('^Forty-two\.$')
  search('^Forty')
  SkeinReasoning
  g:WaitFor(() => g:Text() == 'Let me see. ', 'the reasoning')
enddef

def g:Test_an_autocommand_hears_of_the_end()
  g:heard = {}
  autocmd User SkeinTurnEnded g:heard = g:skein_turn
  Skein! say tell me
  g:WaitFor(() => !g:heard->empty(), 'the autocommand')
  autocmd! User SkeinTurnEnded
  assert_equal(['completed', 'tell me'], [g:heard.status, g:heard.output])
  assert_equal('', skein#statusline())
enddef

def g:Test_the_status_line_tells_what_runs()
  Skein! hold on
  g:WaitForLine('^begun')
  assert_match('^skein \d s', skein#statusline())
  SkeinCancel
  g:WaitFor(() => skein#statusline() == '', 'the end')
enddef

def g:Test_rename_delete_restore()
  Skein! say named
  g:WaitForLine('5 tokens')
  SkeinRename Wool & yarn 🧶
  g:WaitFor(() => b:skein_title == 'Wool & yarn 🧶', 'the new title')
  setline('$', 'unsent')
  SkeinDelete
  g:WaitForLine('This thread is deleted')
  SkeinRestore
  g:WaitForLine('^named$')
  assert_equal('unsent', getline('$'))
enddef

def g:Test_a_flood_does_not_hold_vim_up()
  var longest_ms = 0
  var last = reltime()
  def Beat(_: number)
    longest_ms = max([longest_ms, (reltimefloat(reltime(last)) * 1000)->float2nr()])
    last = reltime()
  enddef
  var beat = timer_start(20, Beat, {repeat: -1})
  Skein! flood 20000
  g:WaitFor(() => g:Text() =~ '── Assistant · 5 tokens', 'the end of the flood', 40)
  timer_stop(beat)
  assert_match('19998 19999 \n', g:Text())
  assert_true(longest_ms < 1000, printf('Vim answered to nothing for %d ms', longest_ms))
enddef

def g:Test_too_much_to_ask_is_refused_here()
  g:Scratch(repeat([repeat('x', 1023)], 1100))
  :%Skein! What
  g:WaitForLine('Vim sends at most 1024')
enddef
