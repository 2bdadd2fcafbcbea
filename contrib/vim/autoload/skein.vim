" The public functions. Legacy script, because a name in lower case can't be exported from Vim9's.

import autoload 'skein/api.vim'

" Calls a method of the daemon. With a Callback it returns at once, and Callback gets (err, result),
" one of them v:null; without one it waits, and returns the result or throws "skein: …".
function! skein#call(method, params = {}, ...) abort
  return call(s:api.Call, [a:method, a:params] + a:000)
endfunction

" What runs, for a status line; '' when nothing does.
function! skein#statusline() abort
  return s:api.StatusLine()
endfunction
