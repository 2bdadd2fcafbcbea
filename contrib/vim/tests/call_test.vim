vim9script

def g:Test_a_call_without_a_callback_answers()
  assert_equal({}, skein#call('ping'))
  assert_equal([], skein#call('thread/list', {limit: 5}).data)
enddef

def g:Test_a_call_without_a_callback_throws()
  assert_fails('call skein#call("nope")', 'skein: There is no method')
  assert_fails('call skein#call("thread/get", {"threadId": "x"})',
    'skein: threadId: expected a UUID')
enddef

var answers: list<list<any>>

def g:Test_a_callback_gets_error_and_result()
  skein#call('ping', {}, (error, result) => {
    answers->add([error, result])
  })
  skein#call('nope', {}, (error, result) => {
    answers->add([error, result])
  })
  assert_equal([], answers, 'it returns before anything is answered')
  g:WaitFor(() => answers->len() == 2, 'two answers')
  assert_equal([null, {}], answers[0])
  assert_equal([-32601, null], [answers[1][0].code, answers[1][1]])
enddef

def g:Test_what_is_no_unicode_is_replaced()
  var thread = skein#call('thread/create', {title: "caf\xe9 🧶"}).thread
  assert_equal('caf� 🧶', thread.title)
  thread = skein#call('thread/create', {title: 'half ' .. nr2char(0xD800)}).thread
  assert_equal('half �', thread.title)
enddef

def g:Test_large_text_goes_both_ways()
  var id = skein#call('thread/create').thread.id
  var text = repeat("0123456789 wörld\n", 120000)
  skein#call('message/append', {threadId: id, role: 'user', content: text})
  assert_true(text ==# skein#call('message/list', {threadId: id}).data[0].content)
enddef

def g:Test_what_is_too_large_for_a_message_is_refused_here()
  assert_fails('call skein#call("thread/create", {"title": repeat("x", 17000000)})', '16 MiB')
  assert_equal({}, skein#call('ping'), 'the connection lives on')
enddef

def g:Test_a_call_after_the_daemon_was_killed_starts_another()
  var before = skein#call('server/info').pid
  g:KillDaemon()
  g:WaitForLoss()
  assert_notequal(before, skein#call('server/info').pid)
enddef

def g:Test_without_a_daemon_one_is_started()
  g:Skein('daemon', 'stop')
  assert_equal({}, skein#call('ping'))
enddef

def g:Test_a_missing_command_is_named()
  g:Skein('daemon', 'stop')
  g:skein_executable = 'no-such-skein'
  var thrown = ''
  try
    skein#call('ping')
  catch
    thrown = v:exception
  endtry
  assert_match('there is no command "no-such-skein".*g:skein_executable', thrown)
  unlet g:skein_executable
  assert_equal({}, skein#call('ping'))
enddef

def g:Test_a_wait_has_a_limit()
  g:skein_wait_seconds = 1
  assert_fails('call skein#call("turn/run", {"input": "hold on"})', 'no answer within 1 s')
  unlet g:skein_wait_seconds
enddef
