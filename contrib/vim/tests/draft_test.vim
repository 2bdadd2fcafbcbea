vim9script

# The text at the prompt: only it can be changed, and its undo is kept while answers arrive.

const HISTORY = "── You\nsay kept\n\n── Assistant · 5 tokens\nkept\n\n"
  .. '── Ask · <C-s> sends, :q leaves, g? helps'

def g:Test_commands_at_the_prompt_cannot_change_the_messages()
  var vim = g:StartVim(['Skein! say kept'])
  g:WaitForScreen(vim, '5 tokens')
  for keys in [":%s/kept/lost/\<CR>", 'dgg', ":2,6d\<CR>", ":g/kept/d\<CR>", 'ggVGd', ":1,5m$\<CR>",
      ":%join\<CR>", ":%!tr a-z A-Z\<CR>", 'Gd{']
    g:Type(vim, "\<Esc>8GVGcmy draft\<CR>of kept lines\<Esc>")
    g:Type(vim, keys .. "\<Esc>")
    assert_match('^\V' .. HISTORY, g:TextOf(vim), keys)
    assert_match("my draft\nof kept lines", g:TextOf(vim), keys)
    assert_match('only the text below the last heading can be changed', g:Of(vim, 'v:errmsg'), keys)
    g:Type(vim, ":let v:errmsg = ''\<CR>")
    g:Type(vim, "Gi typed \<Esc>")
    assert_match('^\V' .. HISTORY .. '\m\_.* typed ', g:TextOf(vim), keys .. ': the draft can')
    g:Type(vim, "uu")
  endfor
  g:EndVim(vim)
enddef

def g:Test_the_heading_of_the_prompt_cannot_be_joined_to_the_draft()
  var vim = g:StartVim(['Skein! say kept'])
  g:WaitForScreen(vim, '5 tokens')
  g:Type(vim, "Gione")
  g:WaitForScreen(vim, '\none\n')
  for key in ["\<C-U>", "\<BS>", "\<BS>"]
    g:Type(vim, key)
    term_wait(vim.buffer, 100)
    g:WaitForScreen(vim, 'g? helps\n\n')
  endfor
  g:Type(vim, "two\<Esc>")
  assert_equal(HISTORY .. "\ntwo", g:TextOf(vim))
  # Whatever is typed above is refused, in Insert mode, too.
  g:Type(vim, "A\<Up>\<Up>\<Up>x\<Esc>")
  assert_equal(HISTORY .. "\ntwo", g:TextOf(vim))
  g:EndVim(vim)
enddef

def g:Test_what_was_typed_is_undone_and_redone_while_an_answer_arrives()
  var vim = g:StartVim(['Skein! flood 3000'])
  g:WaitForScreen(vim, 'answering')
  g:Type(vim, "Gione\<Esc>")
  g:Type(vim, "otwo\<Esc>")
  g:WaitForText(vim, '5 tokens')
  g:Type(vim, 'u')
  assert_equal('one', g:Of(vim, 'getline("$")'))
  g:Type(vim, 'u')
  assert_equal('', g:Of(vim, 'getline("$")'))
  g:Type(vim, 'u')
  g:WaitForScreen(vim, 'already at the oldest change')
  g:Type(vim, "2\<C-R>")
  assert_equal("one\ntwo", g:TextOf(vim)->matchstr('.*── Ask[^\n]*\n\zs\_.*'))
  g:EndVim(vim)
enddef

def g:Test_what_was_sent_comes_back_with_undo()
  var vim = g:StartVim(['Skein! say kept'])
  g:WaitForScreen(vim, '5 tokens')
  g:Type(vim, "Gisay more\<Esc>\<CR>")
  g:WaitForText(vim, '\nmore\n')
  assert_equal('', g:Of(vim, 'getline("$")'))
  g:Type(vim, 'u')
  assert_equal('say more', g:Of(vim, 'getline("$")'))
  g:EndVim(vim)
enddef
