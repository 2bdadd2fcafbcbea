" A chat is prose: lines wrap at words, and the status line shows number and title.
if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

setlocal wrap linebreak breakindent nolist nonumber norelativenumber
setlocal commentstring= formatoptions-=t
let &l:statusline = " %{v:lua.require'skein.statusline'.title()} %=%{v:lua.require'skein'.statusline()} "

let b:undo_ftplugin = 'setlocal wrap< linebreak< breakindent< list< number< relativenumber<'
      \ .. ' commentstring< formatoptions< statusline<'
