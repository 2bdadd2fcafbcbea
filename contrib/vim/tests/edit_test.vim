vim9script

# The model answers "count" with 2: the system prompt and the question.

def g:Test_text_is_appended_after_a_range()
  g:Scratch(['one', 'two', 'three'])
  :2SkeinAppend count it
  g:WaitFor(() => line('$') == 4, 'the answer')
  assert_equal(['one', 'two', '2', 'three'], getline(1, '$'))
  silent undo
  assert_equal(['one', 'two', 'three'], getline(1, '$'))
enddef

def g:Test_edits_elsewhere_do_not_displace_it()
  g:Scratch(['one', 'two', 'three', 'four'])
  :3SkeinAppend hold on
  g:WaitForPreview()
  append(0, ['above', 'above too'])
  append('$', ['below'])
  execute "normal! 4G0xx"
  SkeinCancel
  g:WaitForMessage('nothing is changed: the turn was cancelled')
  assert_equal(['above', 'above too', 'one', 'o', 'three', 'four', 'below'], getline(1, '$'))
  assert_equal(5, prop_list(1, {end_lnum: -1, types: ['skeinRefused']})[0].lnum)
enddef

def g:Test_the_place_is_kept_while_it_waits()
  # The second waits until the first has ended; meanwhile all lines move.
  g:Scratch(['a', 'b', 'c', 'd', 'e'])
  :2SkeinAppend count it
  :4,5SkeinAppend count it
  :3SkeinAppend count it
  append(0, ['new', 'lines'])
  execute 'normal! 3Gdd'
  g:WaitFor(() => getline(1, '$')->filter((_, line) => line == '2')->len() == 3, 'three answers')
  assert_equal(['new', 'lines', 'b', '2', 'c', '2', 'd', 'e', '2'], getline(1, '$'))
  silent undo
  silent undo
  silent undo
  assert_equal(['new', 'lines', 'b', 'c', 'd', 'e'], getline(1, '$'))
enddef

def g:Test_text_is_inserted_at_the_cursor_in_one_step()
  g:Scratch(['one  three', 'four'])
  cursor(1, 5)
  SkeinInsert say two
  setline(2, '4')
  g:WaitFor(() => getline(1) == 'one two three', 'the answer')
  silent undo
  assert_equal(['one  three', '4'], getline(1, '$'))
  g:Scratch(['a'])
  SkeinInsert code please
  g:WaitFor(() => getline(1) == 'Here it is:', 'the answer')
  assert_equal('That was **all**.a', getline('$'))
enddef

def g:Test_the_end_of_what_is_said_is_shown_below()
  g:Scratch(['one', 'two'])
  :1SkeinAppend hold on
  g:WaitForPreview()
  assert_equal(['one', 'two'], getline(1, '$'), 'the text is not touched')
  SkeinCancel
  g:WaitForMessage('nothing is changed')
enddef

def g:Test_a_deleted_place_is_not_guessed()
  g:Scratch(['one', 'two', 'three'])
  :2SkeinAppend count it
  :2delete
  g:WaitForMessage('the text for the answer was deleted')
  assert_equal(['one', 'three'], getline(1, '$'))
  SkeinOpen
  g:WaitForLine('^2$')
enddef

def g:Test_a_wiped_buffer_harms_nothing()
  g:Scratch(['one', 'two', 'three'])
  :2SkeinAppend hold on
  g:WaitForPreview()
  bwipeout!
  SkeinCancel
  g:WaitForMessage('nothing is changed')
  g:Scratch(['one'])
  :1SkeinAppend count it
  bwipeout!
  g:WaitForMessage('the text for the answer was deleted')
enddef

def g:Test_an_empty_line_is_a_place()
  g:Scratch([''])
  :1SkeinAppend say hello
  g:WaitFor(() => line('$') == 2, 'the answer')
  assert_equal(['', 'hello'], getline(1, '$'))
enddef

def g:Test_a_buffer_that_cannot_be_changed_is_refused()
  g:Scratch(['one'])
  setlocal nomodifiable
  :1SkeinRewrite count it
  g:WaitForMessage('this buffer can''t be changed')
  setlocal modifiable readonly
  for command in [':1SkeinRewrite count it', ':1SkeinAppend count it', 'SkeinInsert count it']
    messages clear
    execute command
    g:WaitForMessage('this buffer is read-only')
  endfor
  assert_equal([['one'], ''], [getline(1, '$'), skein#statusline()])
enddef

def g:Test_a_failure_changes_nothing()
  g:Scratch(['one', 'two'])
  g:skein_options = {temperature: 'hot'}
  :1SkeinRewrite count it
  g:WaitForMessage('skein: options.temperature')
  unlet g:skein_options
  assert_equal(['one', 'two'], getline(1, '$'))
enddef

# The virtual lines that report that nothing was changed.
def Marks(): list<string>
  redraw
  return range(1, &lines)->mapnew((_, row) =>
      range(1, &columns)->mapnew((_, column) => screenstring(row, column))->join(''))
    ->filter((_, line) => line =~ '^  ✗')
enddef

def g:Test_a_failure_leaves_a_mark_where_the_change_was_asked_for()
  g:Scratch(['one', 'two', 'three'])
  :2SkeinRewrite fail 400
  g:WaitFor(() => !Marks()->empty(), 'the mark')
  assert_match('^  ✗ scripted: POST .* answered 400', Marks()[0])
  append(0, 'above')
  assert_equal(3, prop_list(1, {end_lnum: -1, types: ['skeinRefused']})[0].lnum)
  SkeinCancel
  assert_equal([], prop_list(1, {end_lnum: -1}))
  :2SkeinAppend hold
  g:WaitForPreview()
  SkeinCancel
  g:WaitFor(() => !Marks()->empty(), 'the other mark')
  assert_match('^  ✗ nothing is changed: the turn was cancelled', Marks()[0])
  :4SkeinAppend count it
  g:WaitFor(() => getline(5) == '2', 'the answer')
  assert_equal([], prop_list(1, {end_lnum: -1}), 'another change takes the mark away')
enddef

def g:Test_a_closed_fold_says_what_is_awaited_in_it()
  g:Scratch(['one', 'two', 'three', 'four'])
  setlocal foldmethod=manual foldenable
  :2,3fold
  :3SkeinAppend hold on
  g:WaitForPreview()
  assert_equal(2, foldclosed(3))
  assert_match('^⋯ \d s · .*:SkeinCancel cancels +--  2 lines: two', foldtextresult(2))
  SkeinCancel
  g:WaitFor(() => foldtextresult(2) =~ '^✗ nothing is changed', 'the mark')
  SkeinCancel
  assert_equal('+--  2 lines: two', foldtextresult(2))
  assert_equal('foldtext()', &foldtext)
enddef

def g:Test_an_answer_that_was_cut_changes_nothing()
  g:Scratch([''])
  :1SkeinAppend cut short
  g:WaitForMessage('nothing is changed: the answer is not complete (cut off at its length limit)')
  assert_equal([''], getline(1, '$'))
enddef

def g:Test_what_fails_at_once_leaves_nothing_behind()
  g:Scratch(repeat([repeat('x', 1023)], 1100))
  :%SkeinRewrite count it
  g:WaitForMessage('Vim sends at most 1024')
  normal! G
  assert_equal(1, Marks()->len())
  SkeinCancel
  assert_equal([], prop_list(1, {end_lnum: -1}))
  assert_equal('', skein#statusline())
enddef

def g:Test_a_hidden_buffer_is_changed()
  g:Scratch(['one', 'two'])
  var buffer = bufnr()
  :1SkeinAppend count it
  enew
  g:WaitFor(() => getbufline(buffer, 2) == ['2'], 'the answer')
  assert_equal(['one', '2', 'two'], getbufline(buffer, 1, '$'))
enddef

def g:WaitForPreview()
  g:WaitFor(() => prop_list(1, {end_lnum: -1, types: ['skeinPreview']})->len() > 1, 'the preview')
enddef

