vim9script

# Questions without an answer, and the remarks on incomplete answers.

def Shown(): string
  return g:Text()->substitute('\n── Ask.*', '', '')
enddef

def g:Test_it_stays_where_it_was_asked_after_it_is_opened_again()
  var id = g:Begin('say first')
  Skein drop these words
  g:WaitForLine('^── Partial answer · not sent to the model$')
  Skein say last
  g:WaitFor(() => g:Text() =~ "5 tokens\nlast", 'the end of the last')
  assert_match("first\n\n── You\ndrop these words\n\n── Not answered · failed\nscripted: The connection .*\n"
    .. "Not sent to the model. :SkeinRetry asks again.\n\n"
    .. "── Partial answer · not sent to the model\nthese words\n\n── You\nsay last", Shown())
  var before = Shown()
  bwipeout!
  execute 'SkeinOpen' id
  g:WaitForLine('^last$')
  g:WaitFor(() => Shown() == before, 'all as it was: ' .. before)
  edit
  g:WaitFor(() => Shown() == before, 'all as it was: ' .. before)
enddef

def g:Test_what_was_said_until_it_was_interrupted_is_shown()
  g:Begin('hold on', '^begun')
  g:KillDaemon()
  g:WaitForLine('^── Not answered · interrupted$')
  g:WaitForLine('^── Partial answer')
  assert_equal(1, getline(1, '$')->count('begun '))
enddef

def g:Test_it_is_found_and_opened_there()
  var id = g:Begin('say first')
  Skein drop a rare quokka
  g:WaitForLine('^── Partial answer')
  Skein say last
  g:WaitForLine('^last$')
  var written = 0
  for number in range(210)
    skein#call('message/append', {threadId: id, role: 'user', content: 'message ' .. number},
      (_, _) => {
        written += 1
      })
  endfor
  g:WaitFor(() => written == 210, 'all messages', 30)
  bwipeout!
  SkeinSearch quokka
  g:WaitForLine("not answered .*\x02quokka\x03")
  search('not answered')
  feedkeys("\<CR>", 'tx')
  g:WaitFor(() => getline('.') == '── You' && getline(line('.') + 1) == 'drop a rare quokka',
    'the cursor at the question')
enddef

def g:Test_what_another_client_takes_back_leaves_the_screen()
  var id = g:Begin('say first')
  g:Skein('ask', '-t', id, 'fail 400')
  g:WaitForLine('^── Not answered · failed$')
  g:Skein('undo', '-t', id)
  g:WaitFor(() => Shown() !~ 'fail 400' && Shown() !~ 'Not answered', 'it to be gone')
enddef

def g:Test_a_question_that_is_answered_by_a_retry_is_shown_once()
  var id = g:Begin('drop some', '^── Partial answer')
  var turn = skein#call('turn/list', {threadId: id}).data[0].id
  g:Skein('call', 'turn/retry', json_encode({turnId: turn, model: 'scripted-2'}))
  g:WaitFor(() => getline(1, '$')->filter((_, line) => line =~ '^── Partial answer')->len() == 2,
    'both tries')
  assert_equal(1, getline(1, '$')->count('drop some'))
enddef

def g:Test_an_answer_that_was_cut_says_so()
  var id = g:Begin('cut short it', '5 tokens')
  g:WaitForLine('^── Assistant · 5 tokens · cut off at its length limit$')
  bwipeout!
  execute 'SkeinOpen' id
  g:WaitForLine('^── Assistant · 5 tokens · cut off at its length limit$')
enddef

def g:Test_an_answer_without_words_is_a_failure()
  g:Begin('say', '^── Not answered · failed$')
  assert_match("── You\nsay\n\n── Not answered · failed\nscripted: The model gave no answer: ", Shown())
enddef
