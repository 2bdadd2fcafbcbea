vim9script

# Asking the last question again, taking it back, and editing it.

def Messages(): list<string>
  return skein#call('message/list', {threadId: b:skein_thread}).data
    ->mapnew((_, message) => message.content)
enddef

def Turns(): list<any>
  return skein#call('turn/list', {threadId: b:skein_thread}).data
enddef

def g:Test_what_failed_is_asked_again_once_more()
  g:Begin('fail 400', '^── Not answered · failed$')
  assert_match("^── You\nfail 400\n\n── Not answered · failed\nscripted: POST .* answered 400: It was asked "
    .. "to fail with 400\\.\nNot sent to the model. :SkeinRetry asks again.\n\n── Ask", g:Text())
  SkeinRetry
  g:WaitForMessage('asking again: “fail 400”')
  g:WaitFor(() => getline(1, '$')->filter((_, line) => line =~ '^── Not answered')->len() == 2
    && g:Text() !~ '── Assistant', 'both tries')
  assert_equal(1, getline(1, '$')->count('fail 400'), 'one question')
  assert_equal(1, getline(1, '$')->filter((_, line) => line =~ 'SkeinRetry')->len())
  assert_equal(2, Turns()->len())
enddef

def g:Test_an_answer_is_replaced_and_the_old_one_can_be_seen()
  g:Begin('say before it')
  Skein options please
  g:WaitForAnswer('{')
  g:skein_options = {temperature: 0.5}
  SkeinRetry
  g:WaitForMessage('asking again: “options please”')
  g:WaitForLine('1 other try: :SkeinVariants$')
  unlet g:skein_options
  assert_match("before it\n\n── You\noptions please\n\n── Assistant · 5 tokens · 1 other try"
    .. "[^\n]*\n{[^\n]*}\n\n── Ask", g:Text())
  g:WaitFor(() => Messages()->len() == 4, 'the messages')
  SkeinVariants
  g:WaitFor(() => g:Text() =~ '^── In the thread · now · scripted/scripted\n{', 'the answer')
  assert_equal([2, true], [winnr('$'), &diff])
  wincmd h
  assert_match('^── Replaced · now · scripted/scripted\n{', g:Text())
  normal q
  assert_equal(1, tabpagenr('$'))
enddef

def g:Test_while_it_is_replaced_the_question_stands_once()
  g:Begin('hold on', '^begun')
  SkeinCancel
  g:WaitForLine('^── Assistant · cancelled$')
  SkeinRetry
  g:WaitForLine('^── Assistant .* answering$')
  assert_equal(1, getline(1, '$')->count('hold on'))
  assert_equal(1, getline(1, '$')->count('begun '))
  SkeinCancel
  g:WaitForLine('cancelled · 1 other try')
  assert_equal(1, getline(1, '$')->count('hold on'))
enddef

def g:Test_an_answer_stays_when_the_retry_fails()
  g:Begin('hold on', '^begun')
  SkeinCancel
  g:WaitForLine('^── Assistant · cancelled$')
  SkeinRetry
  g:WaitForLine('^── Assistant .* answering$')
  g:KillDaemon()
  g:WaitForMessage('The daemon was stopped before the answer was complete')
  g:WaitForLine('^── Assistant · cancelled · 1 other try')
  assert_match("^── You\nhold on\n\n── Assistant[^\n]*\nbegun \n\n── Ask", g:Text())
enddef

def g:Test_undo_takes_back_a_question_without_an_answer()
  g:Begin('say before')
  Skein fail 400
  g:WaitForLine('^── Not answered · failed$')
  SkeinUndo
  g:WaitForMessage('taken back: “fail 400”, which had no answer')
  g:WaitFor(() => g:Text() =~ "before\n\n── Ask · <C-s> sends, :q leaves, g? helps\nfail 400$", 'it at the prompt')
  g:WaitFor(() => Messages()->len() == 2, 'the messages')
  assert_equal([], skein#call('turn/list', {threadId: b:skein_thread, unanswered: true}).data)
enddef

def g:Test_undo_takes_the_question_back_to_the_prompt()
  g:Begin('say first')
  Skein say second
  g:WaitForAnswer('second\n')
  SkeinUndo
  g:WaitFor(() => g:Text() =~ "first\n\n── Ask · <C-s> sends, :q leaves, g? helps\nsay second$", 'it at the prompt')
  g:WaitFor(() => Messages()->len() == 2, 'the messages')
  var version = skein#call('thread/list', {copiesOf: b:skein_thread}).data[0].number
  g:WaitForMessage('taken back: “say second”; as it was: :SkeinOpen ' .. version)
  setline('$', '')
  SkeinUndo
  g:WaitFor(() => Messages()->empty(), 'nothing')
  SkeinUndo
  g:WaitForMessage('nothing has been asked in this thread')
  messages clear
  Skein!
  SkeinRetry
  g:WaitForMessage('nothing has been asked in this thread')
enddef

def g:Test_an_edited_question_takes_the_place_of_the_last()
  g:Begin('say first')
  Skein say second
  g:WaitForAnswer('second\n')
  SkeinEdit
  g:WaitForMessage('editing: “say second”')
  assert_equal(['── Ask · <C-s> asks this in place of the question, <C-c> leaves it', 'say second'],
    getline(line('$') - 1, '$'))
  g:WaitFor(() => Messages()->len() == 4, 'the messages')
  setline('$', 'say third')
  execute "normal \<CR>"
  g:WaitForLine('^third$')
  g:WaitFor(() => Messages() == ['say first', 'first', 'say third', 'third'], 'the messages')
  g:WaitFor(() => g:Text() =~ "── Ask · <C-s> sends, :q leaves, g? helps\n$" && g:Text() !~ 'second', 'the chat')
enddef

def g:Test_an_edited_question_is_asked_as_the_last_one_was()
  g:Begin('say first')
  skein#call('turn/run', {threadId: b:skein_thread, input: 'say second', model: 'scripted-2',
    systemPrompt: 'Be brief.', options: {temperature: 0.25}})
  g:WaitForAnswer('second\n')
  g:skein_options = {temperature: 1}
  SkeinEdit options
  g:WaitForAnswer('.*"temperature": 0.25')
  assert_match('"model": "scripted-2"', g:Text())
  g:WaitFor(() => Messages()->len() == 4, 'the answer')
  SkeinEdit system
  g:WaitForLine('^Be brief\.$')
  unlet g:skein_options
enddef

def g:Test_a_question_without_an_answer_is_edited()
  g:Begin('fail 400', '^── Not answered · failed$')
  SkeinEdit say better
  g:WaitForLine('5 tokens')
  g:WaitForMessage('taken back: “fail 400”, which had no answer')
  g:WaitFor(() => Messages() == ['say better', 'better'], 'the messages')
  assert_equal(-1, g:Text()->stridx('fail 400'))
enddef

def g:Test_an_edit_without_a_change_asks_nothing()
  g:Begin('say it')
  for [left, words] in [['as it was', 'say it'], ['empty', '']]
    SkeinEdit
    g:WaitForLine('in place of the question')
    setline('$', words)
    execute "normal \<CR>"
    g:WaitForMessage('the question was left ' .. left
      .. ': nothing is asked, nothing is taken back')
    assert_equal(['── Ask · <C-s> sends, :q leaves, g? helps', ''], getline(line('$') - 1, '$'))
  endfor
  SkeinEdit say it
  g:WaitFor(() => Messages() == ['say it', 'it'], 'the messages')
  assert_equal(1, Turns()->len())
enddef

def g:Test_what_was_asked_meanwhile_is_not_taken_back()
  var id = g:Begin('say it')
  SkeinEdit
  g:WaitForLine('in place of the question')
  g:Skein('ask', '-t', id, 'say between')
  g:WaitForLine('^between$')
  setline('$', 'say changed')
  execute "normal \<CR>"
  g:WaitForMessage('another question was asked meanwhile')
  assert_equal('say changed', getline('$'))
  g:WaitFor(() => Messages()->len() == 4, 'the messages')
enddef

def g:Test_what_is_asked_of_a_version_leaves_a_version()
  var id = g:Begin('count these')
  var fork = skein#call('thread/fork', {threadId: id}).thread
  execute 'SkeinOpen' fork.id
  g:WaitForLine('5 tokens')
  SkeinRetry
  g:WaitForMessage('taken back: “count these”; as it was: :SkeinOpen \d')
  g:WaitFor(() => Messages() == ['count these', '1'] && Turns()->len() == 1, 'another answer')
enddef

def g:Test_what_cannot_be_asked_again_stays_as_it_is()
  var id = g:Begin('say it')
  skein#call('message/append', {threadId: id, role: 'system', content: 'by the way'})
  g:WaitForLine('^by the way$')
  var before = g:Text()
  SkeinRetry
  g:WaitForMessage('asking again: “say it”')
  g:WaitFor(() => v:errmsg =~ '^skein: Other messages follow', 'the reason: ' .. v:errmsg)
  g:WaitFor(() => g:Text() == before, 'the chat as it was')
enddef

def g:Test_while_an_answer_comes_nothing_is_taken_back_and_no_word_lost()
  g:Begin('say first')
  Skein hold on
  g:WaitForLine('^begun')
  v:errmsg = ''
  SkeinEdit say other words
  g:WaitForMessage('has not ended: wait for it or cancel it')
  g:WaitFor(() => v:errmsg != '' && getline('$') == 'say other words', 'the words at the prompt')
  g:WaitFor(() => Messages()->len() == 2, 'the messages')
  # These commands never apply to the question before it.
  for command in ['SkeinRetry', 'SkeinUndo']
    v:errmsg = ''
    execute command
    assert_match('has not ended: wait for it or cancel it', v:errmsg, command)
  endfor
  assert_equal(2, Turns()->len())
  SkeinCancel
  g:WaitForLine('cancelled$')
  assert_equal('say other words', getline('$'))
enddef

def g:Test_the_prompt_says_that_a_question_is_edited_until_that_is_left()
  const EDITS = '── Ask · <C-s> asks this in place of the question, <C-c> leaves it'
  var id = g:Begin('say first')
  SkeinEdit
  g:WaitForLine(EDITS)
  # Also after the whole chat was drawn again.
  skein#call('thread/delete', {threadId: id})
  g:WaitForLine('^── Deleted')
  skein#call('thread/restore', {threadId: id})
  g:WaitFor(() => g:Text() =~ '5 tokens' && g:Text() !~ '── Deleted', 'the chat')
  assert_equal([EDITS, 'say first'], getline(line('$') - 1, '$'))
  SkeinCancel
  g:WaitForMessage('the question stays as it was')
  assert_equal(['── Ask · <C-s> sends, :q leaves, g? helps', ''], getline(line('$') - 1, '$'))
  g:WaitFor(() => Messages() == ['say first', 'first'], 'the messages')
enddef

def g:Test_any_question_is_edited_and_what_followed_is_kept_as_a_version()
  var id = g:Begin('say first')
  Skein say second
  g:WaitForAnswer('second\n')
  Skein say third
  g:WaitFor(() => Messages()->len() == 6 && g:Text() =~ "5 tokens\nthird", 'the end of the last')
  # At the answer, the question before it is meant.
  search('^second$')
  doautocmd CursorMoved
  normal ge
  g:WaitForMessage('editing: “say second”')
  g:WaitFor(() => getline('$') == 'say second', 'it at the prompt')
  g:WaitFor(() => Messages()->len() == 6, 'the messages')
  setline('$', 'say other')
  cursor('$', 1)
  execute "normal \<CR>"
  g:WaitFor(() => Messages() == ['say first', 'first', 'say other', 'other'], 'the messages')
  g:WaitFor(() => g:Text() !~ 'third', 'the chat')
  assert_equal(6, skein#call('thread/list', {copiesOf: id}).data[0].messageCount)
  search('^say first$')
  SkeinEdit say it all anew
  g:WaitFor(() => Messages() == ['say it all anew', 'it all anew'], 'the messages')
enddef

def g:Test_a_thread_goes_on_in_a_copy_up_to_a_question()
  var id = g:Begin('say first')
  Skein say second
  g:WaitForAnswer('second\n')
  search('^say first$')
  doautocmd CursorMoved
  normal gF
  g:WaitFor(() => b:skein_thread != id && g:Text() =~ 'first', 'the copy')
  g:WaitFor(() => Messages() == ['say first', 'first'], 'the messages')
  g:WaitForMessage('thread \d\+ is a copy of \d\+ up to here')
  Skein say other
  g:WaitForAnswer('other\n')
  execute 'SkeinOpen' id
  g:WaitForAnswer('second\n')
  SkeinFork
  g:WaitFor(() => b:skein_thread != id && g:Text() =~ 'second', 'the copy')
  g:WaitFor(() => Messages()->len() == 4, 'the messages')
enddef
