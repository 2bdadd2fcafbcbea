vim9script

# Rewritings as proposals. The model answers "say TEXT" with TEXT, and "count" with a number.

import autoload 'skein/proposal.vim' as Proposal

const ALL = {end_lnum: -1, types: ['skeinRemoved', 'skeinAdded', 'skeinPreview', 'skeinPlace',
  'skeinSelected']}

# Waits until a proposal stands in the buffer.
def Stands()
  g:WaitFor(() => !Proposal.Standing(bufnr())->empty() && Proposal.Standing(bufnr())[0].turn->empty(),
    'a proposal')
enddef

# The screen's rows from the first one on.
def Rows(): list<string>
  redraw
  return range(1, &lines)->mapnew((_, row) =>
    range(1, &columns)->mapnew((_, column) => screenstring(row, column))->join('')->trim(' ', 2))
enddef

# Lets the model propose these lines for a range: it answers "system" with the system prompt.
def Propose(range: string, lines: list<string>)
  g:skein_rewrite_system_prompt = lines->join("\n")
  execute ':' .. range .. 'SkeinRewrite system'
  unlet g:skein_rewrite_system_prompt
enddef

def g:Test_nothing_is_changed_before_the_proposal_is_accepted()
  g:Scratch(['one', 'two', 'three', 'four'])
  var before = undotree().seq_cur
  :2,3SkeinRewrite count it
  Stands()
  assert_equal(['one', 'two', 'three', 'four'], getline(1, '$'))
  assert_false(undotree().seq_cur != before)
  var rows = Rows()
  assert_equal(['one', 'two', 'three', '2'], rows[0 : 3])
  assert_match('^  ⋯ 1 hunk · ga accept, gh hunk, ', rows[4])
  normal ga
  assert_equal(['one', '2', 'four'], getline(1, '$'))
  assert_equal([], prop_list(1, ALL))
  assert_equal(before + 1, undotree().seq_cur)
  silent undo
  assert_equal(['one', 'two', 'three', 'four'], getline(1, '$'))
  assert_equal(['one', 'two', 'three', 'four', '~'], Rows()[0 : 4], 'nothing of it is drawn')
  silent redo
  assert_equal(['one', '2', 'four'], getline(1, '$'))
enddef

def g:Test_characters_are_replaced()
  g:Scratch(['ein schöner 🧶 Tag', 'x'])
  normal! 0wvee
  execute "normal! \<Esc>"
  :'<,'>SkeinRewrite count it
  Stands()
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
  Stands()
  SkeinAccept
  assert_equal('before Here it is:', getline(1))
  assert_equal('That was **all**. after', getline('$'))
enddef

def g:Test_a_line_is_a_line_though_characters_of_it_were_selected_before()
  g:Scratch(['one two', 'three'])
  execute "normal! ggve\<Esc>"
  :1SkeinRewrite count it
  Stands()
  SkeinAccept
  assert_equal(['2', 'three'], getline(1, '$'))
enddef

def g:Test_hunks_are_accepted_and_rejected_one_by_one()
  # The model repeats the question: the text in its fence, below other lines.
  g:Scratch(['a', 'b', 'c'])
  :%SkeinRewrite repeat
  Stands()
  # "You said: repeat", "", "```" above; "```" below.
  assert_equal(2, Proposal.Standing(bufnr())[0].hunks->len())
  cursor(3, 1)
  var before = undotree().seq_cur
  normal gh
  assert_equal(['a', 'b', 'c', '```'], getline(1, '$'))
  assert_equal(before + 1, undotree().seq_cur)
  assert_equal(['You said: repeat', '', '```', 'a', 'b', 'c', '```'], Rows()[0 : 6])
  # Undo brings the hunk back into the proposal.
  silent undo
  doautocmd TextChanged
  assert_equal(2, Proposal.Standing(bufnr())[0].hunks->len())
  silent redo
  doautocmd TextChanged
  cursor(1, 1)
  normal gH
  assert_equal(['a', 'b', 'c', '```'], getline(1, '$'))
  assert_equal([], Proposal.Standing(bufnr()))
  assert_equal([], prop_list(1, ALL))
enddef

def g:Test_the_cursor_goes_from_hunk_to_hunk()
  g:Scratch(['x', 'a', 'b', 'c', 'y'])
  :2,4SkeinRewrite repeat
  Stands()
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
  Propose('2,3', ['new'])
    append(0, 'above')
  execute "normal! 3GAx"
  Stands()
  assert_match('\n  the text was changed meanwhile\n  ⋯ 1 hunk', Rows()->join("\n"))
  execute "normal! 3Gyyp"
  doautocmd TextChanged
  &l:undolevels = &l:undolevels
  assert_equal(['above', 'one', 'twox', 'twox', 'three', 'new'], Rows()[0 : 5])
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
  Propose('1', ['first'])
  Propose('4', ['last'])
  g:WaitFor(() => Proposal.Standing(bufnr())->copy()->filter((_, each) => each.turn->empty())->len() == 2,
    'two proposals')
  assert_equal(['one', 'first'], Rows()[0 : 1])
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
  Propose('1', ['other'])
  assert_equal('<Cmd>SkeinAccept<CR>', maparg('ga', 'n'))
  Stands()
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
  Propose('1', ['first'])
  Stands()
  var id = Proposal.Standing(bufnr())[0].threadId
  SkeinRefine count it
  g:WaitFor(() => Rows()[1] == '4', 'the other proposal')
  assert_equal(4, skein#call('thread/get', {threadId: id}).thread.messageCount)
  assert_match('count it', skein#call('message/list', {threadId: id}).data[2].content)
  # One that fails leaves the one before it.
  SkeinRefine fail 400
  g:WaitForMessage('asked to fail with 400')
  g:WaitFor(() => Rows()[1] == '4', 'the proposal before')
  assert_match('^  scripted: POST', Rows()[2])
  normal ga
  assert_equal(['4', 'two'], getline(1, '$'))
enddef

def g:Test_a_proposal_that_arrives_is_cancelled()
  g:Scratch(['one', 'two'])
  :1SkeinRewrite hold on
  g:WaitFor(() => Rows()[1] =~ '^begun', 'what is said')
  assert_match('^  ⋯ \d s · answering · gr cancels', Rows()[2])
  normal ga
  g:WaitForMessage('has not arrived yet')
  normal gr
  g:WaitForMessage('nothing is changed: the turn was cancelled')
  assert_match('^  ✗ nothing is changed', Rows()[1])
  assert_equal('', maparg('ga', 'n'))
  SkeinCancel
  assert_equal([], prop_list(1, {end_lnum: -1}))
enddef

def g:Test_fences_and_blank_lines_around_the_text_are_left_out()
  g:Scratch(['x = 1'], 'python')
  Propose('1', ['', '```python', 'x = 2', '```', ''])
  Stands()
  assert_equal(['x = 1', 'x = 2'], Rows()[0 : 1])
  SkeinAccept
  assert_equal(['x = 2'], getline(1, '$'))
enddef

def g:Test_what_ends_while_a_proposal_arrives_leaves_a_mark()
  for words in ['fail 400', 'cut short', 'system']
    g:Scratch(['one', 'two'])
    g:skein_rewrite_system_prompt = ' '
    execute ':1SkeinRewrite' words
    unlet g:skein_rewrite_system_prompt
    g:WaitFor(() => Rows()[1] =~ '^  ✗', 'the mark')
    assert_equal(['one', 'two'], getline(1, '$'))
    assert_equal([], Proposal.Standing(bufnr()))
    SkeinCancel
  endfor
  g:Scratch(['one', 'two'])
  :1SkeinRewrite hold on
  g:WaitFor(() => Rows()[1] =~ '^begun', 'what is said')
  g:KillDaemon()
  g:WaitFor(() => Rows()[1] =~ '^  ✗ The daemon ended before', 'the mark')
  SkeinCancel
  Propose('2', ['again'])
  Stands()
  SkeinAccept
  assert_equal(['one', 'again'], getline(1, '$'))
enddef

def g:Test_a_wiped_buffer_harms_nothing()
  g:Scratch(['one', 'two', 'three'])
  :2SkeinRewrite say more
  bwipeout!
  g:WaitForMessage('the buffer of the proposal is gone')
  g:Scratch(['one'])
  :1SkeinRewrite count it
  Stands()
  bwipeout!
  assert_equal([], Proposal.All())
enddef

def g:Test_undo_while_a_proposal_arrives_harms_nothing()
  g:Scratch(['one', 'two'])
  append(2, 'three')
  &l:undolevels = &l:undolevels
  :3SkeinRewrite hold on
  g:WaitFor(() => Rows()[3] =~ '^begun', 'what is said')
  silent undo
  doautocmd TextChanged
  assert_equal(['one', 'two'], getline(1, '$'))
  SkeinCancel
  g:WaitForMessage('nothing is changed: the turn was cancelled')
  silent redo
  doautocmd TextChanged
  assert_equal(['one', 'two', 'three', '~'], Rows()[0 : 3], 'nothing is left of it')
  assert_equal([], Proposal.Standing(bufnr()))
  # And undo of what came after a proposal that stands.
  Propose('1', ['first'])
  Stands()
  setline(2, 'changed')
  doautocmd TextChanged
  silent undo
  doautocmd TextChanged
  SkeinAccept
  assert_equal(['first', 'two', 'three'], getline(1, '$'))
enddef

def g:Test_a_hidden_buffer_gets_its_proposal()
  g:Scratch(['one', 'two'])
  var buffer = bufnr()
  :1SkeinRewrite count it
  enew
  g:WaitFor(() => Proposal.Standing(buffer)[0].turn->empty(), 'the proposal')
  execute 'buffer' buffer
  SkeinAccept
  assert_equal(['2', 'two'], getline(1, '$'))
enddef

def g:Test_side_by_side_shows_the_whole_and_takes_it()
  g:Scratch(['one', 'two', 'three'])
  Propose('2', ['other'])
  Stands()
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
  Stands()
  SkeinDiff
  wincmd h
  assert_equal([], prop_list(1, {end_lnum: -1, types: ['skeinAdded']}))
  wincmd l
  quit
  assert_false(&diff)
  tabclose
  assert_match('^You said', Rows()[1])
  SkeinDiff
  normal gH
  assert_equal(1, tabpagenr('$') + Proposal.Standing(bufnr())->len() - 1)
  wincmd h
  SkeinReject
  assert_equal(['one', 'two', 'three'], getline(1, '$'))
enddef

def g:Test_an_empty_line_is_a_place()
  g:Scratch([''])
  Propose('1', ['hello'])
  Stands()
  SkeinAccept
  assert_equal(['hello'], getline(1, '$'))
enddef

def g:Test_a_closed_fold_says_what_stands_in_it()
  g:Scratch(['one', 'two', 'three', 'four'])
  setlocal foldmethod=manual foldenable
  :2,3fold
  Propose('3', ['it'])
  Stands()
  assert_match('^⋯ 1 hunk · ga accept, .* +--  2 lines: two', foldtextresult(2))
  SkeinReject
  assert_equal('+--  2 lines: two', foldtextresult(2))
enddef
