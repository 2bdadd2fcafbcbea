vim9script

def Write(name: string, lines: list<string>)
  var directory = g:Skein('template', 'path')->trim()
  mkdir(directory, 'p')
  writefile(lines, directory .. '/' .. name .. '.md')
enddef

def g:Test_a_template_asks_with_its_settings()
  Write('review', ['---', 'description: Look', 'system: You review {{language}}, {{tone}}.',
    'model: scripted-2', 'option temperature: 0.5', 'default tone: politely', '---', 'system', '',
    '{{input}}'])
  g:Scratch(['int x;', 'int y;'], 'c')
  feedkeys("::2SkeinTemplate review and more\<CR>C\<CR>\<CR>", 'tx')
  g:WaitForLine('^You review C, politely\.$')
  assert_match("── You\nsystem\n\nand more\n\nint y;\n\n── Assistant", g:Text())
  var thread = skein#call('thread/get', {threadId: b:skein_thread}).thread
  assert_equal(['scripted-2', 0.5], [thread.model, thread.options.temperature])
  # Escape at a parameter asks nothing.
  var before = skein#call('thread/list').data->len()
  feedkeys(":SkeinTemplate review x\<CR>\<Esc>", 'tx')
  assert_equal(before, skein#call('thread/list').data->len())
enddef

def g:Test_an_input_without_a_place_comes_behind_the_question()
  Write('count', ['count it'])
  SkeinTemplate count these words
  g:WaitForLine('5 tokens')
  assert_match("── You\ncount it\n\nthese words\n\n── Assistant", g:Text())
enddef

def g:Test_templates_are_completed_and_a_wrong_name_is_told()
  Write('review', ['x'])
  assert_equal(['review'], getcompletion('SkeinTemplate re', 'cmdline'))
  SkeinTemplate nowhere x
  assert_match('nowhere', v:errmsg)
enddef

def g:Test_what_is_put_in_is_not_looked_through_again()
  Write('odd', ['say {{ x }} \{{c}} {{input}}'])
  feedkeys(":SkeinTemplate odd {{x}} -z\<CR>a {{input}}\<CR>", 'tx')
  g:WaitForLine('^a {{input}} {{c}} {{x}} -z$')
enddef

def g:Test_a_template_without_its_input_asks_nothing()
  Write('wanting', ['say {{input}}'])
  SkeinTemplate wanting
  assert_match('asks for input', v:errmsg)
enddef
