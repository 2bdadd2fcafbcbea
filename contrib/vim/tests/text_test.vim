vim9script

import autoload 'skein/text.vim' as Text

def g:Test_a_fence_is_longer_than_any_in_the_text()
  assert_equal("Why?\n\n```c\nint x;\n```", Text.Quote('Why?', 'int x;', 'c'))
  assert_equal("Why?\n\n````\na\n```\nb\n````", Text.Quote('Why?', "a\n```\nb", ''))
enddef

def g:Test_an_answer_that_is_one_fence_is_its_inside()
  assert_equal('print(1)', Text.Unfence("```python\nprint(1)\n```\n"))
  assert_equal("\ta\n\n  b", Text.Unfence("```\n\ta\n\n  b\n```"))
  for answer in ["Here:\n```\nx\n```", "```\nx\n```\nDone.", "```\na\n```\nand\n```\nb\n```",
      'plain', '']
    assert_equal(answer, Text.Unfence(answer))
  endfor
enddef

def g:Test_in_place_of_code_a_single_block_is_the_answer()
  var chatty = "Sure! Here it is:\n\n~~~python\nx = 1\n~~~\nHave fun."
  g:Scratch(['x = 0'], 'python')
  assert_equal('x = 1', Text.InPlaceOf('x = 0', chatty, bufnr()))
  assert_equal("```\na\n```", Text.InPlaceOf("```\nb\n```", "```\na\n```", bufnr()))
  for answer in ["```\na\n```\nand\n```\nb\n```", "```\nnot closed", 'x = 2']
    assert_equal(answer, Text.InPlaceOf('x = 0', answer, bufnr()))
  endfor
  &filetype = 'markdown'
  assert_equal(chatty, Text.InPlaceOf('x = 0', chatty, bufnr()))
enddef

def g:Test_ids_are_uuids_and_differ()
  var ids = range(100)->mapnew((_, _) => Text.Uuid())
  for id in ids
    assert_match('^\x\{8}-\x\{4}-4\x\{3}-[89ab]\x\{3}-\x\{12}$', id)
  endfor
  assert_equal(100, ids->sort()->uniq()->len())
enddef

def g:Test_long_text_is_cut_to_cells()
  assert_equal('short', Text.Short('short', 10))
  assert_equal('one two t…', Text.Short("one\ntwo\tthree four", 10))
  assert_true(strdisplaywidth(Text.Short(repeat('漢', 50), 20)) <= 20)
enddef

def g:Test_text_is_wrapped_at_blanks()
  assert_equal(['one two', 'three', 'a-longer-word', '漢 漢', '漢'],
    Text.Wrap("one two\nthree a-longer-word 漢 漢 漢", 7))
  assert_equal([], Text.Wrap('', 10))
enddef

def g:Test_what_was_said_is_quoted_by_its_beginning()
  assert_equal('“one two”', Text.Quoted("one\n\ttwo ", 20))
  assert_equal('“one t…”', Text.Quoted('one two three', 6))
  assert_equal(60 + 2, strcharlen(Text.Quoted(repeat('x', 1000), 200)))
enddef

def g:Test_times_are_told_as_how_long_ago()
  assert_equal('now', Text.Ago(strftime('%Y-%m-%dT%H:%M:%S.000Z', localtime() - Offset())))
  assert_equal('2h', Text.Ago(strftime('%Y-%m-%dT%H:%M:%S.000Z', localtime() - 7260 - Offset())))
  assert_equal('2001-02-03', Text.Ago('2001-02-03T12:00:00.000Z'))
enddef

def Offset(): number
  var zone = strftime('%z')
  var seconds = (str2nr(zone[1 : 2]) * 60 + str2nr(zone[3 : 4])) * 60
  return zone[0] == '-' ? -seconds : seconds
enddef

def g:Test_line_ends_of_dos_are_line_ends()
  assert_equal(['a', 'b', ''], Text.Lines("a\r\nb\n"))
enddef
