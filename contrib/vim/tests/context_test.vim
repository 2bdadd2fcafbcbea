vim9script

import autoload 'skein/context.vim' as Context

# The question that was asked last in the thread on the screen.
def Asked(): string
  return skein#call('message/list', {threadId: b:skein_thread, order: 'desc'}).data
    ->filter((_, message) => message.role == 'user')[0].content
enddef

# The line above the prompt.
def Line(): string
  return Context.Line(b:skein_thread)
enddef

def g:Test_lines_go_along_as_they_are_when_the_question_is_sent()
  var id = g:Begin('say first')
  g:Scratch(['one', 'two', 'three', 'four'], 'lua')
  silent file some.lua
  :2,3SkeinAdd
  g:WaitForMessage('added to the next question: some.lua 2–3 (≈ 3)')
  append(0, 'above')
  setline(2, 'first')
  execute "normal! 3Gccsecond"
  execute 'SkeinOpen' id
  assert_equal('Context: some.lua 3–4 (≈ 3) · ≈ 3 tokens', Line())
  setline('$', 'count these')
  execute "normal \<CR>"
  g:WaitFor(() => skein#call('thread/get', {threadId: id}).thread.messageCount == 4, 'the answer')
  assert_equal("count these\n\nsome.lua, lines 3–4:\n```lua\nsecond\nthree\n```", Asked())
  assert_equal('', Line())
  # In the chat it is folded.
  var start = search('^some.lua, lines 3–4:$', 'nw')
  assert_equal([start, start + 4], [foldclosed(start), foldclosedend(start)])
  assert_equal('▸ some.lua, lines 3–4 · 2 lines ', foldtextresult(start))
enddef

def g:Test_buffers_files_lists_differences_and_threads_go_along()
  skein#call('message/append', {threadId: skein#call('thread/create', {title: 'Other one'}).thread.id,
    role: 'user', content: 'what was said there'})
  var directory = tempname()
  mkdir(directory)
  writefile(['in a file'], directory .. '/note.txt')
  system('cd ' .. directory .. ' && git init -q && git add . && echo altered >note.txt')
  g:Begin('say first')
  enew
  execute 'edit' directory .. '/note.txt'
  setline(1, 'in the buffer')
  SkeinAdd
  execute 'SkeinAdd file' directory .. '/note.txt'
  setloclist(0, [{bufnr: bufnr(), lnum: 1, col: 2, text: 'wrong', type: 'E'}])
  SkeinAdd diagnostics
  setqflist([{bufnr: bufnr(), lnum: 1, text: 'found'}])
  SkeinAdd quickfix
  SkeinAdd diff --stat
  SkeinAdd thread Other one
  SkeinDrop 2
  Skein count them
  g:WaitForAnswer('3\n')
  var asked = Asked()
  assert_match("^count them\n\n[^\n]*note.txt:\n```text\nin the buffer\n```\n\ndiagnostics of [^\n]*:\n"
    .. "```\n[^\n]*note.txt:1:2: error: wrong\n```\n\nquickfix list:\n```\n[^\n]*:1:0: found\n", asked)
  assert_match("\n\ngit diff --stat:\n```diff\n note.txt |", asked)
  assert_match('\n\nthread \d\+, “Other one”:\n```markdown\n\_.*what was said there', asked)
  assert_notmatch("altered", asked)
enddef

def g:Test_what_cannot_be_read_is_said_before_anything_is_asked()
  var directory = tempname()
  mkdir(directory)
  writefile(0z00FF, directory .. '/binary')
  writefile(['text'], directory .. '/text')
  for [command, why] in [['file ' .. directory .. '/binary', 'it is a binary file'],
      ['file ' .. directory .. '/absent', "it can't be read"], ['file ' .. directory, 'it is a directory'],
      ['buffer nowhere', 'there is no buffer nowhere'], ['quickfix', 'there are none'],
      ['something', 'context is one of: buffer, diagnostics']]
    setqflist([])
    v:errmsg = ''
    execute 'SkeinAdd' command
    assert_match(why, v:errmsg, command)
  endfor
  g:Begin('say first')
  execute 'SkeinAdd file' directory .. '/text'
  delete(directory .. '/text')
  setline('$', 'say more')
  execute "normal \<CR>"
  assert_match("nothing is asked: .*text: it can't be read", v:errmsg)
  assert_equal('say more', getline('$'))
  SkeinDrop text
  assert_match('nothing of that name', v:errmsg)
  SkeinDrop!
  assert_equal('', Line())
enddef

def g:Test_what_is_added_without_a_chat_goes_to_the_first_one()
  var vim = g:StartVim(['call setline(1, "only")', ':1SkeinAdd', 'Skein count it'])
  g:WaitForText(vim, '5 tokens')
  assert_match('\ncount it\n\na buffer without a name, line 1:\n```\nonly\n```\n', g:TextOf(vim))
  g:EndVim(vim)
enddef

def g:Test_kinds_and_their_arguments_are_completed()
  assert_equal(['diagnostics', 'diff'], getcompletion('SkeinAdd di', 'cmdline'))
  skein#call('thread/create', {title: 'Completed title'})
  assert_equal(['Completed title'], getcompletion('SkeinAdd thread Compl', 'cmdline'))
enddef

def g:Test_the_line_above_the_prompt_is_on_the_screen()
  var vim = g:StartVim(['Skein! say hi', 'call setqflist([#{text: repeat("x", 5000)}])', 'SkeinAdd quickfix'])
  g:WaitForScreen(vim, "hi\n\nContext: quickfix list (≈ 1.3k) · ≈ 1.3k tokens\n── Ask")
  g:Type(vim, ":SkeinDrop!\<CR>")
  g:WaitForScreen(vim, "hi\n\n── Ask")
  g:EndVim(vim)
enddef
