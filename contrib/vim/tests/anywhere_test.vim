vim9script

# The operator, files as chats, and the health.

import autoload 'skein/here.vim' as Here
import autoload 'skein/mappings.vim' as Mappings
import autoload 'skein/proposals.vim' as Proposals

def Accept()
  g:WaitFor(() => !Proposals.Standing(bufnr())->empty()
    && Proposals.Standing(bufnr())[0].turn->empty(), 'a proposal')
  normal ga
enddef

def g:Test_the_operator_rewrites_a_motion_and_repeats_its_wish()
  g:Scratch(['one two', 'three', '', 'four', 'five'])
  nmap <buffer> gs <Plug>(skein-operator)
  xmap <buffer> gs <Plug>(skein-operator)
  cursor(1, 1)
  feedkeys("gsiwcount it\<CR>", 'tx')
  Accept()
  assert_equal('2 two', getline(1))
  cursor(1, 3)
  feedkeys('.', 'tx')
  Accept()
  assert_equal('2 2', getline(1))
  cursor(4, 1)
  feedkeys("gsipcount it\<CR>", 'tx')
  Accept()
  assert_equal(['2 2', 'three', '', '2'], getline(1, '$'))
  feedkeys("2GVgscount it\<CR>", 'tx')
  Accept()
  assert_equal(['2 2', '2', '', '2'], getline(1, '$'))
  feedkeys("2Ggsiw\<Esc>", 'tx')
  assert_equal([], Proposals.Standing(bufnr()))
enddef

def g:Test_default_mappings_leave_others_alone()
  nmap <Leader>st :mine<CR>
  Mappings.Set()
  assert_equal('<Plug>(skein-operator)', maparg('gs', 'n'))
  assert_equal('<Plug>(skein-rewrite)', maparg('<Leader>sr', 'x'))
  assert_equal(':mine<CR>', maparg('<Leader>st', 'n'))
  for key in ['gs', '<Leader>ss', '<Leader>sn', '<Leader>sa', '<Leader>sr', '<Leader>s+', '<Leader>st',
      '<Leader>sk', '<Leader>sc']
    execute 'silent! nunmap' key
    execute 'silent! xunmap' key
  endfor
enddef

def g:Test_a_file_is_a_chat()
  var before = skein#call('thread/list').data->len()
  g:Scratch(['Be brief.', '', '## You', '', 'say first', '', '## Assistant', '', 'first', '',
    '## You', '', 'system please'], 'markdown')
  SkeinHere
  g:WaitFor(() => getline('$') == '' && line('$') > 15, 'the answer')
  assert_equal(['system please', '', '## Assistant', '', 'Be brief.', '', '## You', '', ''],
    getline(13, '$'))
  setline('$', 'count these')
  SkeinHere
  # The system prompt, two pairs, and the question.
  g:WaitFor(() => getline(line('$') - 4) == '6', 'the number of messages')
  g:WaitFor(() => skein#call('thread/list').data->len() == before, 'no thread to be left')
  silent undo
  assert_equal('count these', getline('$'))
enddef

def g:Test_a_file_without_a_question_is_refused()
  g:Scratch(['## You', '', 'say x', '', '## Assistant', '', 'x'], 'markdown')
  SkeinHere
  assert_match('there is no question at the end', v:errmsg)
  g:Scratch(['fail 400'])
  SkeinHere
  g:WaitFor(() => !prop_list(1, {end_lnum: -1, types: ['skeinRefused']})->empty(), 'the mark')
  assert_equal(['fail 400'], getline(1, '$'))
  SkeinCancel
enddef

def g:Test_a_file_is_parsed_by_its_headings()
  assert_equal(['sys', [{role: 'user', content: "a\n```\n## Assistant\n```"},
    {role: 'assistant', content: 'b'}]],
    Here.Parse(['sys', '## You', 'a', '```', '## Assistant', '```', ' ## Assistant', 'b', '## You', '']))
  assert_equal(['', [{role: 'user', content: 'only'}]], Here.Parse(['', 'only', '']))
  assert_equal(['', []], Here.Parse(['']))
enddef

def g:Test_the_health_says_what_is_wrong_and_what_to_do()
  SkeinHealth
  assert_equal('All is well.', getline(1))
  assert_match('\nok     daemon        skeind [0-9.]\+, process \d\+\n', g:Text())
  assert_match('\nok     command       /.*/skein, skein [0-9.]\+\n', g:Text())
  assert_match('\nok     asked now     scripted/scripted\n', g:Text())
  bwipeout!
  g:skein_model = 'nowhere'
  g:skein_executable = 'no-such-skein'
  SkeinHealth
  assert_equal('2 things to see to.', getline(1))
  assert_match('\nwrong  command .*no-such-skein is not found\n *→ install skein, or set', g:Text())
  assert_match('\nwrong  asked now .*nowhere.*\n *→ :SkeinModel lists', g:Text())
  unlet g:skein_model
  unlet g:skein_executable
enddef
