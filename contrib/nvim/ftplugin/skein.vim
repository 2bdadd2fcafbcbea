" A chat is prose: lines are wrapped at words, and number and title stand in the status line.
if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

setlocal wrap linebreak breakindent nolist nonumber norelativenumber
setlocal commentstring= formatoptions-=t
let &l:statusline = " %{v:lua.require'skein.statusline'.title()} %=%{v:lua.require'skein'.statusline()} "

" Tools that ask Tree-sitter for the language are told that it is Markdown.
if has('nvim-0.9')
  lua vim.treesitter.language.register('markdown', 'skein')
endif

let b:undo_ftplugin = 'setlocal wrap< linebreak< breakindent< list< number< relativenumber<'
      \ .. ' commentstring< formatoptions< statusline<'
