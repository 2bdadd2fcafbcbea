vim9script

import autoload 'skein/fence.vim' as Fence

# The names of the syntax groups at the beginning of the line that matches.
def Groups(pattern: string): string
  var lnum = getline(1, '$')->match(pattern) + 1
  return synstack(lnum, 1)->mapnew((_, id) => synIDattr(id, 'name'))->join()
enddef

def g:Test_code_has_the_syntax_of_its_language()
  g:Begin('code please')
  assert_match('skeinCode_python.*python', Groups('^print('))
  assert_notmatch('skeinCode', Groups('^That was'))
  # Also after the syntax was set anew, and in a block that was asked about.
  edit
  g:WaitForLine('5 tokens')
  assert_match('skeinCode_python.*python', Groups('^print('))
  g:Scratch(['if x then', 'end'], 'lua')
  :%Skein! what
  g:WaitForLine('5 tokens')
  assert_match('skeinCode_lua.*lua', Groups('^if x then'))
enddef

def g:Test_code_that_arrives_in_a_hidden_chat_has_it_when_the_chat_is_shown()
  Skein! code please
  var chat = bufnr()
  enew
  silent only
  g:WaitForLine('5 tokens', chat)
  execute 'sbuffer' chat
  assert_match('skeinCode_python.*python', Groups('^print('))
enddef

def g:Test_what_a_message_leaves_open_ends_with_it()
  for words in ['```python', '<!-- comment', '~~~', '**bold', '<script>', '# heading']
    var id = skein#call('thread/create').thread.id
    for [role, text] in [['user', 'ask'], ['assistant', "text\n" .. words .. "\nmore"],
        ['user', '# next heading'], ['assistant', 'plain']]
      skein#call('message/append', {threadId: id, role: role, content: text})
    endfor
    execute 'SkeinOpen' id
    g:WaitForLine('^plain$')
    assert_equal('skeinMessage', Groups('^plain$'), words)
    assert_match('markdownH1', Groups('^# next heading'), words)
    # The next heading is found by ]], and what is in an answer is not.
    cursor(1, 1)
    execute "normal ]]"
    assert_equal('── Assistant', getline('.'))
    execute "normal ]]"
    assert_equal('── You', getline('.'))
    bwipeout!
  endfor
enddef

def g:Test_languages_have_many_names()
  assert_equal(['sh', 'javascript', 'cpp', 'python', '', 'r', ''],
    ['```bash', '~~~js title="x"', '```C++', '``` {.py}', '```text', '````R', '```']
    ->mapnew((_, line) => Fence.Filetype(line)))
enddef
