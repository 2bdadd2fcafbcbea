vim9script

# A list of threads, tasks or results. The list itself sets its keys: autoload/skein/list.vim.

if exists('b:did_ftplugin')
  finish
endif
b:did_ftplugin = 1

setlocal buftype=nofile bufhidden=hide noswapfile nobuflisted nomodifiable
setlocal nowrap cursorline nonumber norelativenumber nospell nolist
# A long title is cut at its end.
&l:statusline = "%{get(b:, 'skein_title', '')}%<%= %P"
setlocal conceallevel=2 concealcursor=nvic nofoldenable
