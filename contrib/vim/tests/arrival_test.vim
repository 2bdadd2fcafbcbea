vim9script

# What happens to proposals while they arrive.

import autoload 'skein/proposals.vim' as Proposals

execute 'source' fnameescape(expand('<sfile>:p:h') .. '/proposing.vim')

def g:Test_a_proposal_that_arrives_is_cancelled()
  g:Scratch(['one', 'two'])
  :1SkeinRewrite hold on
  g:WaitFor(() => g:Rows()[1] =~ '^begun', 'what is said')
  assert_match('^  ⋯ \d s · answering · gr cancels', g:Rows()[2])
  normal ga
  g:WaitForMessage('has not arrived yet')
  normal gr
  g:WaitForMessage('nothing is changed: the turn was cancelled')
  assert_match('^  ✗ nothing is changed', g:Rows()[1])
  assert_equal('', maparg('ga', 'n'))
  SkeinCancel
  assert_equal([], prop_list(1, {end_lnum: -1}))
enddef

def g:Test_what_ends_while_a_proposal_arrives_leaves_a_mark()
  for words in ['fail 400', 'cut short', 'system']
    g:Scratch(['one', 'two'])
    g:skein_rewrite_system_prompt = ' '
    execute ':1SkeinRewrite' words
    unlet g:skein_rewrite_system_prompt
    g:WaitFor(() => g:Rows()[1] =~ '^  ✗', 'the mark')
    assert_equal(['one', 'two'], getline(1, '$'))
    assert_equal([], Proposals.Standing(bufnr()))
    SkeinCancel
  endfor
  g:Scratch(['one', 'two'])
  :1SkeinRewrite hold on
  g:WaitFor(() => g:Rows()[1] =~ '^begun', 'what is said')
  g:KillDaemon()
  g:WaitFor(() => g:Rows()[1] =~ '^  ✗ The daemon was stopped before', 'the mark')
  SkeinCancel
  g:Propose('2', ['again'])
  g:Stands()
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
  g:Stands()
  bwipeout!
  assert_equal([], Proposals.All())
enddef

def g:Test_undo_while_a_proposal_arrives_harms_nothing()
  g:Scratch(['one', 'two'])
  append(2, 'three')
  &l:undolevels = &l:undolevels
  :3SkeinRewrite hold on
  g:WaitFor(() => g:Rows()[3] =~ '^begun', 'what is said')
  silent undo
  doautocmd TextChanged
  assert_equal(['one', 'two'], getline(1, '$'))
  SkeinCancel
  g:WaitForMessage('nothing is changed: the turn was cancelled')
  silent redo
  doautocmd TextChanged
  assert_equal(['one', 'two', 'three', '~'], g:Rows()[0 : 3], 'nothing is left of it')
  assert_equal([], Proposals.Standing(bufnr()))
  # And undo of what came after a proposal that stands.
  g:Propose('1', ['first'])
  g:Stands()
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
  g:WaitFor(() => Proposals.Standing(buffer)[0].turn->empty(), 'the proposal')
  execute 'buffer' buffer
  SkeinAccept
  assert_equal(['2', 'two'], getline(1, '$'))
enddef

def g:Test_a_closed_fold_says_what_stands_in_it()
  g:Scratch(['one', 'two', 'three', 'four'])
  setlocal foldmethod=manual foldenable
  :2,3fold
  g:Propose('3', ['it'])
  g:Stands()
  assert_match('^⋯ 1 hunk · ga accept, .* +--  2 lines: two', foldtextresult(2))
  SkeinReject
  assert_equal('+--  2 lines: two', foldtextresult(2))
enddef
