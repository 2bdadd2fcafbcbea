vim9script

import autoload 'skein/table.vim' as Table

def g:Test_a_block_is_yanked_filtered_and_opened()
  g:Begin('code please')
  var chat = bufnr()
  normal gy
  assert_equal(["print('hello')"], getreg('"', true, true))
  cursor(1, 1)
  normal "agy
  assert_equal("print('hello')\n", getreg('a'))
  SkeinFilter tr a-z A-Z
  assert_equal(["PRINT('HELLO')"], getline(1, '$'))
  assert_false(&modified)
  bwipeout!
  execute 'buffer' chat
  normal go
  assert_equal([["print('hello')"], 'python'], [getline(1, '$'), &filetype])
  bwipeout!
  execute 'buffer' chat
  SkeinFilter exit 3
  g:WaitForMessage('exit 3 ended with 3')
enddef

def g:Test_the_block_at_the_cursor_comes_before_the_last_one()
  var id = skein#call('thread/create').thread.id
  for text in ["```\nfirst\n```\ntext\n~~~ sh\n```\n~~~", "```open", "no code\n```\nlast\n```"]
    skein#call('message/append', {threadId: id, role: 'assistant', content: text})
  endfor
  execute 'SkeinOpen' id
  g:WaitForLine('^last$')
  normal gy
  assert_equal("last\n", @")
  search('^first$')
  normal gy
  assert_equal("first\n", @")
  search('^\~\~\~$')
  normal gy
  assert_equal("```\n", @")
enddef

def g:Test_without_a_block_it_says_so()
  g:Begin('say nothing')
  normal gy
  g:WaitForMessage('there is no block of code in this chat')
enddef

def g:Test_tables_are_aligned()
  assert_equal(['| Name | Größe |', '| :--- | ----: |', '| a 🧶 |     1 |', '| b\|c |  1000 |', 'text'],
    Table.Align(['|Name|Größe|', '|:-|--:|', '|a 🧶|1|', '| b\|c | 1000 |', 'text']))
  for lines in [['```', '|a|b|', '|-|-|', '```'], ['|a|b|'], ['no', '---']]
    assert_equal(lines, Table.Align(lines->copy()))
  endfor
  g:Begin("say | a | b |\n|-|-|\n| long cell | 1 |")
  assert_match("\n| a         | b   |\n| --------- | --- |\n| long cell | 1   |\n", g:Text())
  edit
  g:WaitForLine('5 tokens')
  assert_match("\n| long cell | 1   |\n", g:Text())
enddef
