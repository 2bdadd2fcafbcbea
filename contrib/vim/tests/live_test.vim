vim9script

import autoload 'skein/connection.vim' as Connection
import autoload 'skein/ui.vim' as Ui

def g:Test_what_another_client_writes_appears()
  var id = g:Begin('say mine')
  g:Skein('ask', '-t', id, 'say theirs ⟨é⟩')
  g:WaitFor(() => g:Text() =~ "say theirs ⟨é⟩\n\n── Assistant · 5 tokens\ntheirs ⟨é⟩\n\n"
      .. "── Ask · <C-s> sends, :q leaves, g? helps\n$",
    'the other question and its answer')
  skein#call('message/append', {threadId: id, role: 'system', content: 'by the way'})
  g:WaitForLine('^by the way$')
enddef

def g:Test_what_another_client_asks_is_followed_while_it_runs()
  var id = g:Begin('say mine')
  job_start(['skein', 'ask', '-t', id, 'hold on'], {in_io: 'null', out_io: 'null', err_io: 'null'})
  g:WaitForLine('^begun')
  SkeinCancel
  g:WaitForLine('^── Assistant · cancelled$')
enddef

def g:Test_a_message_written_while_a_turn_runs_stands_before_it()
  var id = g:Begin('hold on', '^begun')
  skein#call('message/append', {threadId: id, role: 'user', content: 'in between'})
  g:WaitFor(() => g:Text() =~ "in between\n\n── You\nhold on", 'it before the question')
  SkeinCancel
  g:WaitForLine('── Assistant')
  g:WaitFor(() => g:Text() =~ "^── You\nin between\n\n── You\nhold on\n\n"
      .. "── Assistant[^\n]*\nbegun \n\n── Ask · <C-s> sends, :q leaves, g? helps\n$",
    'all in the order of the thread')
enddef

def g:Test_a_thread_in_two_windows_is_one_chat()
  g:Begin('say twice')
  split
  Skein say again
  g:WaitForLine('^again$')
  assert_equal(2, win_findbuf(bufnr())->len())
enddef

def g:Test_a_daemon_killed_in_a_turn_is_found_again()
  g:Begin('hold on', '^begun')
  setline('$', 'my draft')
  g:KillDaemon()
  g:WaitForLine('^── Not answered · interrupted$')
  assert_match("begun \n", g:Text())
  assert_equal('my draft', getline('$'))
  Skein say after it
  g:WaitForLine('^after it$')
enddef

def g:Test_a_chat_on_the_screen_finds_a_daemon_that_comes_back()
  var id = g:Begin('say before')
  g:Skein('daemon', 'stop')
  g:WaitForLoss()
  g:Skein('ask', '-t', id, 'say while away')
  g:WaitForLine('^while away$')
  g:Skein('ask', '-t', id, 'say live again')
  g:WaitForLine('^live again$')
enddef

def g:Test_a_turn_begun_while_the_daemon_was_away_is_followed()
  var id = g:Begin('say before')
  g:Skein('daemon', 'stop')
  g:WaitForLoss()
  job_start(['skein', 'ask', '-t', id, 'hold on'], {in_io: 'null', out_io: 'null', err_io: 'null'})
  g:WaitForLine('^begun')
  SkeinCancel
  g:WaitForLine('^── Assistant · cancelled$')
enddef

def g:Test_why_another_client_has_no_answer_is_shown_once()
  var id = g:Begin('say mine')
  g:Skein('ask', '-t', id, 'fail 400')
  g:WaitForLine('It was asked to fail with 400')
  edit
  g:WaitForLine('It was asked to fail with 400')
  g:Skein('ask', '-t', id, 'say theirs')
  g:WaitForLine('^theirs$')
  assert_equal(1, g:Text()->split('asked to fail', true)->len() - 1)
  var failed = skein#call('turn/list', {threadId: id, status: 'failed'}).data[0].id
  g:Skein('call', 'turn/retry', json_encode({turnId: failed}))
  g:WaitFor(() => g:Text() =~ 'theirs\n\_.*asked to fail', 'it below what was said since')
  assert_equal(1, getline(1, '$')->count('fail 400'))
enddef

def g:Test_an_error_without_a_key_is_said_in_the_words_of_the_daemon()
  var error = {message: 'No key.', data: {kind: 'provider', code: 'noKey', provider: 'openai'}}
  assert_equal('No key.', Ui.Words(error))
  error.data.param = 'SKEIN_TEST_KEY'
  assert_equal('No key.', Ui.Words(error))
  setenv('SKEIN_TEST_KEY', 'k')
  assert_equal('No key. SKEIN_TEST_KEY is set here, but the daemon was started without it: skein daemon '
    .. 'restart passes it on, unless systemd starts the daemon.', Ui.Words(error))
  setenv('SKEIN_TEST_KEY', v:null)
  assert_equal('Ended; :SkeinRetry asks again.', Ui.Words({message: 'Ended; turn/retry asks again.'}))
  assert_equal('Not now.', Ui.Words({message: 'Not now.', data: {kind: 'provider', code: v:null}}))
enddef

def g:Test_a_chat_on_the_screen_starts_no_daemon()
  g:Begin('say before')
  g:Skein('daemon', 'stop')
  sleep 2500m
  assert_match('No daemon is running', g:Skein('daemon', 'status'))
enddef

def g:Test_without_the_command_what_was_asked_fails_at_once()
  g:Begin('say before')
  g:Skein('daemon', 'stop')
  g:WaitForLoss()
  g:skein_executable = 'no-such-skein'
  Skein say lost
  g:WaitForLine('there is no command "no-such-skein"')
  unlet g:skein_executable
  assert_equal('say lost', getline('$'), 'the question is at the prompt again')
  execute "normal \<CR>"
  g:WaitForLine('^lost$')
enddef

def g:Test_a_thread_that_is_deleted_elsewhere_stays_to_be_read()
  var id = g:Begin('say kept in view')
  setline('$', 'unsent')
  g:Skein('thread', 'rm', id)
  g:WaitForLine('^── Deleted$')
  assert_match("kept in view\n\n── Deleted\nThis thread is deleted. :SkeinRestore", g:Text())
  assert_match('(deleted)', b:skein_title)
  g:Skein('thread', 'restore', id)
  g:WaitFor(() => g:Text() !~ '── Deleted', 'it to be back')
  g:WaitForLine('^kept in view$')
  assert_equal('unsent', getline('$'))
  skein#call('thread/delete', {threadId: id, permanent: true})
  g:WaitForLine('deleted for good')
  assert_match("kept in view\n\n── Deleted", g:Text())
enddef

def g:Test_what_another_client_asks_is_headed_answering_at_once()
  var id = g:Begin('say mine')
  var asked = skein#call('turn/start', {threadId: id, input: 'hold on'}).turn.id
  g:WaitForLine('^begun')
  assert_match('answering', g:Text())
  skein#call('turn/cancel', {turnId: asked})
enddef

def g:Test_a_wait_for_the_provider_counts_down_and_says_why()
  Skein! fail 429 slow down
  g:WaitForLine('^── Assistant .* trying again, attempt 2 of \d\. scripted: POST .* slow down')
  g:WaitFor(() => skein#statusline() =~ '^skein trying again in \d\+ s, attempt \d of \d',
    'the seconds')
  SkeinCancel
  g:WaitForLine('^── Not answered · cancelled$')
enddef

def g:Test_a_title_without_room_is_cut_at_its_end()
  Skein! say a rather long title that fills the line of a window
  g:WaitForLine('5 tokens')
  g:WaitFor(() => get(b:, 'skein_title', '') =~ 'rather', 'the title')
  vertical split
  vertical resize 30
  assert_match('^\d\+ say a rather long.*…$', skein#chats#Line())
  assert_true(strdisplaywidth(skein#chats#Line()) <= 24)
  vertical resize 99
  assert_match(' of a window · ', skein#chats#Line())
enddef

def g:Test_words_go_to_the_chat_that_was_used_last()
  var id = g:Begin('say mine')
  enew
  silent only
  Skein say there
  assert_equal(id, b:skein_thread)
  g:WaitForLine('^there$')
  bwipeout!
  Skein say again there
  assert_equal(id, b:skein_thread)
  g:WaitForLine('^again there$')
  Skein! say elsewhere
  assert_notequal(id, b:skein_thread)
  g:WaitForLine('^elsewhere$')
  SkeinDelete
  g:WaitForLine('^── Deleted$')
  bwipeout!
  Skein
  assert_equal('New thread', b:skein_title)
enddef

def g:Test_what_is_not_taken_goes_back_above_what_is_written_meanwhile()
  g:Begin('say before')
  g:Skein('daemon', 'stop')
  g:WaitFor(() => !Connection.IsOpen(), 'the loss of the connection')
  g:skein_executable = 'false'
  setline('$', 'say lost')
  execute "normal \<CR>"
  setline('$', 'my draft')
  g:WaitForLine('no daemon answers at .* ended with 1$')
  unlet g:skein_executable
  assert_equal(['say lost', '', 'my draft'], getline(line('$') - 2, '$'))
enddef

def g:Test_a_question_about_the_buffer_is_asked_in_a_new_thread()
  var id = g:Begin('say before')
  enew
  setline(1, ['first', 'second'])
  SkeinAsk say about
  g:WaitFor(() => get(b:, 'skein_thread', id) != id && g:Text() =~ "\nfirst\nsecond\n",
    'another chat')
  g:WaitForLine('5 tokens')
  var other = b:skein_thread
  execute 'SkeinThreads' id
  g:WaitForLine('^before$')
  :1SkeinAsk! say in this one
  g:WaitForLine('^in this one$')
  assert_equal(id, b:skein_thread)
enddef
