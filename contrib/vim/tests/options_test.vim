vim9script

def Options(): any
  return skein#call('thread/get', {threadId: b:skein_thread}).thread.options
    ->filter((_, value) => type(value) != v:t_none)
enddef

def g:Test_options_are_set_listed_and_removed()
  Skein!
  SkeinOption temperature=0.5
  Skein options please
  g:WaitForLine('"temperature": 0.5')
  assert_equal({temperature: 0.5}, Options())
  SkeinOption max_tokens = 100
  g:WaitForMessage('from now on maxTokens=100')
  SkeinOption stop=END
  SkeinOption top_k=40
  g:WaitFor(() => Options()->has_key('extra'), 'all options')
  assert_equal({temperature: 0.5, maxTokens: 100, stop: ['END'], extra: {top_k: 40}}, Options())
  assert_match('^maxTokens=100 .*(this chat)\nstop=\["END"\]', execute('SkeinOption')->trim()->split("\n")->sort()->filter((_, line) => line =~ '=')->join("\n"))
  assert_match(' · scripted/scripted · maxTokens=100 stop=\["END"\] temperature=0.5 top_k=40', skein#chats#Line())
  SkeinOption temperature=
  SkeinOption top_k=
  g:WaitFor(() => Options() == {maxTokens: 100, stop: ['END']}, 'two options')
enddef

def g:Test_names_that_are_nearly_right_are_refused()
  Skein!
  for [argument, why] in [['temprature=1', 'there is no option temprature; did you mean temperature?'],
      ['model=x', 'model is no option'], ['temperature', 'write temperature=value'],
      ['=3', 'an option has a name']]
    v:errmsg = ''
    execute 'SkeinOption' argument
    assert_match(why, v:errmsg, argument)
  endfor
  g:Begin('say hello')
  SkeinOption temperature=hot
  g:WaitFor(() => v:errmsg =~ 'options.temperature', 'the daemon to refuse it')
  assert_equal(['temperature=', 'topP='], getcompletion('SkeinOption t', 'cmdline'))
enddef

def g:Test_the_status_line_has_what_is_known_of_the_chat()
  &columns = 200
  g:Begin('say hello')
  g:WaitFor(() => skein#chats#Line() =~ 'say hello · scripted/scripted · 12 tokens$', 'the tokens')
  SkeinSystem Speak like wool, softly.
  g:WaitFor(() => skein#chats#Line() =~ ' · “Speak like wool, softly.” · 12', 'the prompt')
  edit
  g:WaitForLine('5 tokens')
  g:WaitFor(() => skein#chats#Line() =~ ' · scripted/scripted · .* · 12 tokens$', 'the tokens again')
  &columns = 100
enddef

def g:Test_reasoning_stands_folded_above_its_answer()
  g:Begin('think hard')
  assert_match("── Reasoning\nLet me see. \n\n── Assistant · 5 tokens\nForty-two.", g:Text())
  var start = search('^── Reasoning', 'nw')
  assert_equal([start, start + 1], [foldclosed(start), foldclosedend(start)])
  assert_equal('▸ Reasoning · 1 line ', foldtextresult(start))
  edit
  g:WaitForLine('^── Reasoning')
  assert_true(foldclosed(search('^── Reasoning', 'nw')) > 0)
  SkeinRetry
  g:WaitForLine('1 other try')
  assert_equal(1, g:Text()->split('── Reasoning', true)->len() - 1)
enddef
