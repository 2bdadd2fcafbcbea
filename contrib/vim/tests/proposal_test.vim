vim9script

# Rewritings as proposals. The model answers "say TEXT" with TEXT, and "count" with a number.

import autoload 'skein/proposals.vim' as Proposals

const ALL = {end_lnum: -1, types: ['skeinRemoved', 'skeinAdded', 'skeinPreview', 'skeinPlace',
  'skeinSelected']}
execute 'source' fnameescape(expand('<sfile>:p:h') .. '/proposing.vim')

def g:Test_nothing_is_changed_before_the_proposal_is_accepted()
  g:Scratch(['one', 'two', 'three', 'four'])
  var before = undotree().seq_cur
  :2,3SkeinRewrite count it
  g:Stands()
  assert_equal(['one', 'two', 'three', 'four'], getline(1, '$'))
  assert_false(undotree().seq_cur != before)
  var rows = g:Rows()
  assert_equal(['one', 'two', 'three', '2'], rows[0 : 3])
  assert_match('^  ⋯ 1 hunk · ga accept, gh hunk, ', rows[4])
  normal ga
  assert_equal(['one', '2', 'four'], getline(1, '$'))
  assert_equal([], prop_list(1, ALL))
  assert_equal(before + 1, undotree().seq_cur)
  silent undo
  assert_equal(['one', 'two', 'three', 'four'], getline(1, '$'))
  assert_equal(['one', 'two', 'three', 'four', '~'], g:Rows()[0 : 4], 'nothing of it is drawn')
  silent redo
  assert_equal(['one', '2', 'four'], getline(1, '$'))
enddef

def g:Test_characters_are_replaced()
  g:Scratch(['ein schöner 🧶 Tag', 'x'])
  normal! 0wvee
  execute "normal! \<Esc>"
  :'<,'>SkeinRewrite count it
  g:Stands()
  SkeinAccept
  assert_equal(['ein 2 Tag', 'x'], getline(1, '$'))
  silent undo
  assert_equal(['ein schöner 🧶 Tag', 'x'], getline(1, '$'))
  g:Scratch(['before START here', 'middle', 'to END after'])
  cursor(1, 8)
  normal! v
  cursor(3, 6)
  execute "normal! \<Esc>"
  :'<,'>SkeinRewrite code please
  g:Stands()
  SkeinAccept
  assert_equal('before Here it is:', getline(1))
  assert_equal('That was **all**. after', getline('$'))
enddef

def g:Test_a_line_is_a_line_though_characters_of_it_were_selected_before()
  g:Scratch(['one two', 'three'])
  execute "normal! ggve\<Esc>"
  :1SkeinRewrite count it
  g:Stands()
  SkeinAccept
  assert_equal(['2', 'three'], getline(1, '$'))
enddef

def g:Test_hunks_are_accepted_and_rejected_one_by_one()
  # The model repeats the question: the text in its fence, below other lines.
  g:Scratch(['a', 'b', 'c'])
  :%SkeinRewrite repeat
  g:Stands()
  # "You said: repeat", "", "```" above; "```" below.
  assert_equal(2, Proposals.Standing(bufnr())[0].hunks->len())
  cursor(3, 1)
  var before = undotree().seq_cur
  normal gh
  assert_equal(['a', 'b', 'c', '```'], getline(1, '$'))
  assert_equal(before + 1, undotree().seq_cur)
  assert_equal(['You said: repeat', '', '```', 'a', 'b', 'c', '```'], g:Rows()[0 : 6])
  # Undo brings the hunk back into the proposal.
  silent undo
  doautocmd TextChanged
  assert_equal(2, Proposals.Standing(bufnr())[0].hunks->len())
  silent redo
  doautocmd TextChanged
  cursor(1, 1)
  normal gH
  assert_equal(['a', 'b', 'c', '```'], getline(1, '$'))
  assert_equal([], Proposals.Standing(bufnr()))
  assert_equal([], prop_list(1, ALL))
enddef

def g:Test_the_cursor_goes_from_hunk_to_hunk()
  g:Scratch(['x', 'a', 'b', 'c', 'y'])
  :2,4SkeinRewrite repeat
  g:Stands()
  cursor(1, 1)
  normal ]h
  assert_equal(4, line('.'))
  normal [h
  assert_equal(1, line('.'))
  SkeinReject
  assert_equal(['x', 'a', 'b', 'c', 'y'], getline(1, '$'))
enddef

def g:Test_a_text_that_was_changed_meanwhile_is_compared_as_it_is_now()
  g:Scratch(['one', 'two', 'three'])
  g:Propose('2,3', ['new'])
    append(0, 'above')
  execute "normal! 3GAx"
  g:Stands()
  assert_match('\n  the text was changed meanwhile\n  ⋯ 1 hunk', g:Rows()->join("\n"))
  execute "normal! 3Gyyp"
  doautocmd TextChanged
  &l:undolevels = &l:undolevels
  assert_equal(['above', 'one', 'twox', 'twox', 'three', 'new'], g:Rows()[0 : 5])
  # A deleted text, and what undo does with it.
  :3,5delete
  doautocmd TextChanged
  v:errmsg = ''
  SkeinAccept
  assert_match('was deleted: undo brings it back', v:errmsg)
  silent undo
  doautocmd TextChanged
  SkeinAccept
  assert_equal(['above', 'one', 'new'], getline(1, '$'))
enddef

def g:Test_two_proposals_stand_beside_each_other()
  g:Scratch(['one', 'two', 'three', 'four'])
  g:Propose('1', ['first'])
  g:Propose('4', ['last'])
  g:WaitFor(() => Proposals.Standing(bufnr())->copy()->filter((_, each) => each.turn->empty())->len() == 2,
    'two proposals')
  assert_equal(['one', 'first'], g:Rows()[0 : 1])
  cursor(3, 1)
  normal ga
  assert_equal(['one', 'two', 'three', 'last'], getline(1, '$'))
  assert_equal('<Cmd>SkeinAccept<CR>', maparg('ga', 'n'))
  normal gr
  assert_equal(['one', 'two', 'three', 'last'], getline(1, '$'))
  assert_equal('', maparg('ga', 'n'))
enddef

def g:Test_the_keys_of_the_buffer_come_back()
  g:Scratch(['one'])
  nnoremap <buffer> ga :let g:mine = 1<CR>
  g:Propose('1', ['other'])
  assert_equal('<Cmd>SkeinAccept<CR>', maparg('ga', 'n'))
  g:Stands()
  var buffer = bufnr()
  enew
  assert_equal('', maparg('gh', 'n'))
  execute 'buffer' buffer
  normal gr
  assert_equal(':let g:mine = 1<CR>', maparg('ga', 'n'))
  assert_equal('', maparg('gR', 'n'))
enddef

def g:Test_another_wish_goes_on_in_the_thread_of_the_proposal()
  g:Scratch(['one', 'two'])
  g:Propose('1', ['first'])
  g:Stands()
  var id = Proposals.Standing(bufnr())[0].threadId
  SkeinRefine count it
  g:WaitFor(() => g:Rows()[1] == '4', 'the other proposal')
  g:WaitFor(() => skein#call('thread/get', {threadId: id}).thread.messageCount == 4, 'its end')
  assert_match('count it', skein#call('message/list', {threadId: id}).data[2].content)
  # One that fails leaves the one before it.
  SkeinRefine fail 400
  g:WaitForMessage('asked to fail with 400')
  g:WaitFor(() => g:Rows()[1] == '4', 'the proposal before')
  assert_match('^  scripted: POST', g:Rows()[2])
  normal ga
  assert_equal(['4', 'two'], getline(1, '$'))
enddef

def g:Test_fences_and_blank_lines_around_the_text_are_left_out()
  g:Scratch(['x = 1'], 'python')
  g:Propose('1', ['', '```python', 'x = 2', '```', ''])
  g:Stands()
  assert_equal(['x = 1', 'x = 2'], g:Rows()[0 : 1])
  SkeinAccept
  assert_equal(['x = 2'], getline(1, '$'))
enddef

def g:Test_side_by_side_shows_the_whole_and_takes_it()
  g:Scratch(['one', 'two', 'three'])
  g:Propose('2', ['other'])
  g:Stands()
  normal g=
  assert_equal(['one', 'other', 'three'], getline(1, '$'))
  assert_equal([2, 2], [tabpagenr('$'), winnr('$')])
  assert_true(&diff)
  normal ga
  assert_equal(['one', 'other', 'three'], getline(1, '$'))
  assert_equal(1, tabpagenr('$'))
  assert_false(&diff)
  silent undo
  assert_equal(['one', 'two', 'three'], getline(1, '$'))
  :2SkeinRewrite repeat
  g:Stands()
  SkeinDiff
  wincmd h
  assert_equal([], prop_list(1, {end_lnum: -1, types: ['skeinAdded']}))
  wincmd l
  quit
  assert_false(&diff)
  tabclose
  assert_match('^You said', g:Rows()[1])
  SkeinDiff
  normal gH
  assert_equal(1, tabpagenr('$') + Proposals.Standing(bufnr())->len() - 1)
  wincmd h
  SkeinReject
  assert_equal(['one', 'two', 'three'], getline(1, '$'))
enddef

def g:Test_an_empty_line_is_a_place()
  g:Scratch([''])
  g:Propose('1', ['hello'])
  g:Stands()
  SkeinAccept
  assert_equal(['hello'], getline(1, '$'))
enddef
