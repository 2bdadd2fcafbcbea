vim9script

# Threads by their numbers, ids and titles, and the versions of one.

def Thread(title: string, messages = 0): dict<any>
  var thread = skein#call('thread/create', {title: title}).thread
  for number in range(messages)
    skein#call('message/append', {threadId: thread.id, role: 'user', content: 'message ' .. number})
  endfor
  return thread
enddef

def AssertOpens(name: string, thread: dict<any>)
  enew
  execute 'SkeinOpen' name
  assert_equal(thread.id, b:skein_thread, name)
enddef

def g:Test_a_thread_is_opened_by_number_id_or_title()
  var wool = Thread('Blue wool')
  Thread('Other')
  AssertOpens(string(wool.number), wool)
  AssertOpens(wool.id[0 : 14], wool)
  AssertOpens(wool.id, wool)
  AssertOpens('BLUE WOOL', wool)
  g:WaitFor(() => get(b:, 'skein_number', '') == string(wool.number), 'its number')
enddef

def g:Test_a_name_that_nothing_has_is_refused()
  SkeinOpen No such thing
  g:WaitForMessage('you have no thread with the title “No such thing”')
  SkeinOpen 987654
  g:WaitForMessage('you have no thread with the number 987654')
  assert_equal('', bufname())
enddef

def g:Test_of_several_threads_with_a_title_one_is_chosen_by_its_number()
  var first = Thread('Twins', 3)
  var second = Thread('Twins')
  assert_equal(['Twins'], getcompletion('SkeinOpen Twin', 'cmdline'))
  var shown = execute(printf('call feedkeys(":SkeinOpen twins\<CR>%d\<CR>", "tx")', first.number))
  assert_equal(first.id, b:skein_thread)
  assert_match('2 threads have the title “twins”:', shown)
  assert_match(first.number .. '  now         3 messages    Twins', shown)
  assert_match(second.number .. '  now         0 messages    Twins', shown)
  enew
  feedkeys(":SkeinOpen twins\<CR>1000000\<CR>", 'tx')
  assert_equal('', bufname())
  g:WaitForMessage('none of them has the number 1000000')
enddef

def g:Test_titles_like_a_name_that_means_none_are_offered()
  var spindle = Thread('Spindle and whorls')
  var shown = execute(printf('call feedkeys(":SkeinOpen spindle\<CR>%d\<CR>", "tx")', spindle.number))
  assert_match('No thread is called “spindle”; similar titles:', shown)
  assert_match(spindle.number .. '  now         0 messages    Spindle and whorls', shown)
  assert_equal(spindle.id, b:skein_thread)
enddef

def g:Test_the_last_thread_of_anywhere_is_gone_on_with()
  var id = Thread('Old').id
  Thread('Newer')
  g:Skein('ask', '-t', id, 'say from the shell')
  SkeinLast
  assert_equal(id, b:skein_thread)
  g:WaitForLine('^from the shell$')
  var other = Thread('Asked in Vim').id
  execute 'SkeinOpen' other
  Skein say from Vim
  g:WaitForLine('^from Vim$')
  assert_match('from Vim', g:Skein('last', '-C'))
enddef

def g:Test_versions_stand_in_no_list_and_are_opened_from_theirs()
  Skein! say unheard of
  g:WaitForLine('5 tokens')
  var id = b:skein_thread
  var thread = skein#call('thread/get', {threadId: id}).thread
  var fork = skein#call('thread/revert', {threadId: id, throughSequence: 0}).fork
  assert_equal(['unheard of'], getcompletion('SkeinOpen say unheard', 'cmdline'))
  SkeinVersions
  g:WaitForLine('^ *' .. fork.number .. ' .* 2  say unheard of$')
  g:WaitForLine(printf('^Versions of thread %d, “say unheard of” (1)', thread.number))
  cursor(2, 1)
  feedkeys("\<CR>", 'tx')
  g:WaitForLine('^unheard of$')
  assert_equal(fork.id, b:skein_thread)
  SkeinVersions
  assert_equal('skein://versions/' .. id, bufname(), 'those beside it')
  SkeinThreads
  g:WaitForLine('say unheard of')
  assert_equal(1, getline(1, '$')->filter((_, line) => line =~ 'say unheard of')->len())
  SkeinSearch unheard
  g:WaitForLine('^Found for: unheard (1)')
enddef

def g:Test_lists_show_the_number_first()
  var thread = Thread('Numbered')
  var task = skein#call('task/create', {title: 'Counted'}).task
  SkeinThreads
  g:WaitForLine('^ *' .. thread.number .. ' .*Numbered$')
  SkeinTasks
  g:WaitForLine('^ *' .. task.number .. '   \[ \] Counted$')
  SkeinSearch numbered
  g:WaitForLine('^ *' .. thread.number .. ' .*title')
enddef
