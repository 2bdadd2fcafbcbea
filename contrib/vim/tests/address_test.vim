vim9script

def g:Test_a_chat_is_named_by_number_and_title()
  var id = g:Begin('say named | 50% #1 [x]')
  var number = b:skein_number
  g:WaitFor(() => bufname() == 'skein://' .. number .. '/say named | 50% #1 [x]', 'its name: ' .. bufname())
  SkeinRename Other/words
  g:WaitFor(() => bufname() == 'skein://' .. number .. '/Other/words', 'the new name')
  # One thread has one chat, whatever it is called.
  var buffer = bufnr()
  for name in ['skein://thread/' .. id, 'skein://' .. number, 'skein://' .. number .. '/What']
    enew
    execute 'edit' fnameescape(name)
    assert_equal(buffer, bufnr(), name)
    assert_equal(1, getbufinfo()->filter((_, info) => info.name =~ '^skein://')->len())
  endfor
  bwipeout!
  execute 'edit skein://' .. number
  g:WaitForLine('^named ')
  assert_equal('skein://' .. number .. '/Other/words', bufname())
  edit skein://99999
  g:WaitForMessage('99999')
enddef

def g:Test_a_session_restores_chats_and_lists()
  g:Begin('say in a session')
  g:WaitFor(() => bufname() =~ 'say in', 'its name')
  var session = tempname()
  tabnew
  SkeinThreads
  g:WaitForLine('say in a session')
  execute 'mksession' session
  var vim = g:StartVim(['source ' .. session])
  g:WaitForScreen(vim, 'say in a session')
  g:Type(vim, ":tabfirst\<CR>:wincmd b\<CR>")
  g:WaitForScreen(vim, "── Assistant · 5 tokens\nin a session")
  g:Type(vim, "Gisay more\<Esc>\<CR>")
  g:WaitForScreen(vim, "\nmore\n")
  g:EndVim(vim)
enddef
