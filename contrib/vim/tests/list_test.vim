vim9script

import autoload 'skein/connection.vim' as Connection

def g:Test_threads_are_listed_filtered_and_opened()
  Empty()
  for title in ['Wool', 'Yarn', 'Woollen yarn']
    skein#call('thread/create', {title: title})
  endfor
  SkeinThreads
  g:WaitForLine('Woollen yarn')
  assert_equal(['Woollen yarn', 'Yarn', 'Wool'], Titles())
  feedkeys("fwool\<CR>", 'tx')
  assert_equal(['Woollen yarn', 'Wool'], Titles())
  assert_match('^Threads (2 of 3) · filter: wool · q leaves, g? helps · <CR> open', getline(1))
  feedkeys("f\<C-U>yarn wool\<CR>", 'tx')
  assert_equal(['Woollen yarn'], Titles())
  feedkeys("f\<C-U>\<CR>", 'tx')
  assert_equal(3, Titles()->len())
  search('Yarn$')
  feedkeys("\<CR>", 'tx')
  g:WaitFor(() => get(b:, 'skein_title', '') == 'Yarn', 'the chat')
enddef

def g:Test_threads_are_renamed_deleted_and_restored_with_keys()
  var id = skein#call('thread/create', {title: 'To be renamed'}).thread.id
  SkeinThreads
  g:WaitForLine('To be renamed')
  search('To be renamed')
  feedkeys("r\<C-U>Renamed 🧶\<CR>", 'tx')
  g:WaitForLine('Renamed 🧶$')
  search('Renamed')
  feedkeys('d', 'tx')
  g:WaitForMessage('deleted thread \d\+, “Renamed 🧶”; :SkeinRestore')
  g:WaitFor(() => g:Text() !~ 'Renamed', 'it to be gone')
  feedkeys('D', 'tx')
  g:WaitForLine('^ *\d\+ ✗.*Renamed')
  search('Renamed')
  feedkeys('u', 'tx')
  g:WaitForLine('^ *\d\+   .*Renamed')
  assert_equal(null, skein#call('thread/get', {threadId: id}).thread.deletedAt)
enddef

def g:Test_tasks_are_added_toggled_edited_deleted_restored()
  Empty()
  SkeinTasks
  feedkeys("aWind the blue skein\<CR>", 'tx')
  g:WaitForLine('^ *\d\+   \[ \] Wind the blue skein$')
  cursor(2, 1)
  feedkeys("\<CR>", 'tx')
  g:WaitForLine('^ *\d\+   \[x\] Wind')
  feedkeys("\<CR>", 'tx')
  g:WaitForLine('^ *\d\+   \[ \] Wind')
  feedkeys("e\<C-U>Wind the green skein 🧶\<CR>", 'tx')
  g:WaitForLine('^ *\d\+   \[ \] Wind the green skein 🧶$')
  feedkeys('E', 'tx')
  assert_match('^skein://description/', bufname())
  setline(1, ['slowly', 'and well'])
  write
  g:WaitForMessage('saved')
  SkeinTasks
  g:WaitForLine('🧶  — slowly and well$')
  feedkeys('d', 'tx')
  g:WaitForLine('^Tasks (0)')
  feedkeys('u', 'tx')
  g:WaitForLine('^Tasks (1)')
  assert_equal("slowly\nand well", skein#call('task/list').data[0].description)
enddef

def g:Test_a_list_follows_other_clients()
  SkeinTasks
  g:WaitForLine('^Tasks (')
  g:Skein('task', 'add', 'From the shell ⟨é⟩')
  g:WaitForLine('From the shell ⟨é⟩')
enddef

def g:Test_a_task_of_a_chat_leads_back_to_it()
  Skein! say about wool
  g:WaitForLine('5 tokens')
  var id = b:skein_thread
  SkeinTask Knit it
  g:WaitForMessage('added: \d\+ Knit it')
  SkeinTasks
  g:WaitForLine('Knit it  →')
  search('Knit it')
  feedkeys('t', 'tx')
  g:WaitFor(() => get(b:, 'skein_thread', '') == id, 'its chat')
enddef

def g:Test_a_search_finds_and_opens_the_message()
  Skein! say a rare zebra
  g:WaitForLine('5 tokens')
  enew
  SkeinSearch zebra
  g:WaitForLine("assistant .*\x02zebra\x03")
  search('assistant')
  feedkeys("\<CR>", 'tx')
  g:WaitFor(() => getline('.') =~ '^── Assistant', 'the cursor at the message')
enddef

def g:Test_a_search_without_a_hit_says_so()
  SkeinSearch nowheretobefound
  g:WaitForLine('Found for: nowheretobefound (0)')
enddef

def g:Test_why_a_list_cannot_be_read_is_shown_whole()
  g:Skein('daemon', 'stop')
  g:WaitFor(() => !Connection.IsOpen(), 'the loss of the connection')
  g:skein_executable = 'no-such-skein'
  SkeinThreads
  g:WaitForLine('g:skein_executable to its path$')
  unlet g:skein_executable
  feedkeys('R', 'tx')
  g:WaitFor(() => g:Text() !~ 'skein_executable', 'it to be read')
enddef

def g:Test_the_head_of_a_list_is_no_row()
  var id = skein#call('thread/create', {title: 'Stays'}).thread.id
  SkeinThreads
  g:WaitForLine('Stays')
  cursor(1, 1)
  feedkeys('d', 'tx')
  assert_equal(null, skein#call('thread/get', {threadId: id}).thread.deletedAt)
  SkeinSearch stays
  g:WaitForLine('title .*Stays')
enddef

def g:Test_the_cursor_begins_on_the_first_row()
  skein#call('thread/create', {title: 'First'})
  SkeinThreads
  g:WaitForLine('First')
  assert_equal(2, line('.'))
enddef

def g:Test_titles_are_completed()
  skein#call('thread/create', {title: 'Quite unique'})
  assert_equal(['Quite unique'], getcompletion('SkeinOpen qui', 'cmdline'))
  assert_equal(['unique'], getcompletion('SkeinOpen Quite u', 'cmdline'))
  SkeinOpen Quite unique
  g:WaitFor(() => get(b:, 'skein_title', '') == 'Quite unique', 'its chat')
enddef

def Titles(): list<string>
  return getline(2, '$')->mapnew((_, line) => line->matchstr('\d  \zs\S.*'))
enddef

def Empty()
  for thread in skein#call('thread/list', {limit: 200}).data
    skein#call('thread/delete', {threadId: thread.id})
  endfor
  for task in skein#call('task/list', {limit: 200}).data
    skein#call('task/delete', {taskId: task.id})
  endfor
enddef

def g:Test_a_preview_follows_the_cursor_and_versions_are_listed()
  Empty()
  for title in ['Wool', 'Yarn']
    var id = skein#call('thread/create', {title: title}).thread.id
    skein#call('message/append', {threadId: id, role: 'user', content: 'about ' .. title})
  endfor
  var vim = g:StartVim(['SkeinThreads', 'only'])
  g:WaitForScreen(vim, 'Wool')
  g:Type(vim, '2Gp')
  g:WaitForScreen(vim, '── You\n.*about Yarn')
  g:Type(vim, 'j')
  g:WaitForScreen(vim, '── You\n.*about Wool')
  g:Type(vim, 'p')
  g:WaitFor(() => g:Of(vim, 'winnr("$")') == 1, 'one window')
  g:Type(vim, 'v')
  g:WaitForScreen(vim, 'Versions of thread \d\+, “Wool”')
  g:EndVim(vim)
enddef

def g:Test_rewritings_are_listed_only_when_they_are_asked_for()
  skein#call('thread/create', {title: 'A conversation'})
  skein#call('thread/create', {title: 'A rewriting', purpose: 'edit'})
  SkeinThreads
  g:WaitForLine('A conversation')
  assert_notmatch('A rewriting', g:Text())
  feedkeys('W', 'tx')
  g:WaitForLine('A rewriting')
  assert_match('^Threads, rewritings too', getline(1))
  feedkeys('W', 'tx')
  g:WaitFor(() => g:Text() !~ 'A rewriting', 'the rewriting to be left out')
enddef
