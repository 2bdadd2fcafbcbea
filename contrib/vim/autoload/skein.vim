" The public functions. In legacy script, because Vim9 script cannot export a name in lower case.

import autoload 'skein/api.vim'

" Calls a method of the daemon. With a Callback it returns at once, and Callback gets (err, result),
" one of them v:null; without one it waits, and returns the result or throws "skein: …".
function! skein#call(method, params = {}, ...) abort
  return call(s:api.Call, [a:method, a:params] + a:000)
endfunction

" What is running, for a status line; '' when nothing is.
function! skein#statusline() abort
  return s:api.StatusLine()
endfunction
