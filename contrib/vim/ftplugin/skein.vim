vim9script

# A chat: the messages can't be changed, the text below the last heading can.

import autoload 'skein/address.vim' as Address
import autoload 'skein/chat.vim' as Chat
import autoload 'skein/chats.vim' as Chats
import autoload 'skein/code.vim' as Code
import autoload 'skein/draft.vim' as Draft
import autoload 'skein/fence.vim' as Fence
import autoload 'skein/mirror.vim' as Mirror

if exists('b:did_ftplugin')
  finish
endif
b:did_ftplugin = 1

setlocal buftype=nofile bufhidden=hide noswapfile nobuflisted
setlocal wrap linebreak breakindent nonumber norelativenumber nospell
setlocal textwidth=0 foldmethod=expr foldexpr=skein#fold#Level() foldtext=skein#fold#Text()
setlocal foldenable foldlevel=0 foldminlines=0 fillchars+=fold:\ 
&l:statusline = '%{skein#chats#Line()}%=%{skein#statusline()} %P'

nnoremap <buffer> <silent> <Plug>(skein-send) <ScriptCmd>Chat.Key()<CR>
inoremap <buffer> <silent> <Plug>(skein-send) <Esc><ScriptCmd>Chat.Send()<CR>
nnoremap <buffer> <silent> <Plug>(skein-stop) <Cmd>SkeinCancel<CR>

nmap <buffer> <CR> <Plug>(skein-send)
nmap <buffer> <C-S> <Plug>(skein-send)
imap <buffer> <C-S> <Plug>(skein-send)
nmap <buffer> <C-C> <Plug>(skein-stop)
nnoremap <buffer> <silent> <nowait> g? <ScriptCmd>Chat.Help()<CR>
nnoremap <buffer> <silent> <nowait> gy <ScriptCmd>Code.Yank(v:register)<CR>
nnoremap <buffer> <silent> <nowait> g! <ScriptCmd>Code.AskFilter()<CR>
nnoremap <buffer> <silent> <nowait> go <ScriptCmd>Code.Open()<CR>
nnoremap <buffer> <silent> <nowait> ge <Cmd>SkeinEdit<CR>
nnoremap <buffer> <silent> <nowait> gF <Cmd>SkeinFork<CR>
nnoremap <buffer> <silent> ]] <ScriptCmd>Chat.Jump(true)<CR>
nnoremap <buffer> <silent> [[ <ScriptCmd>Chat.Jump(false)<CR>
nnoremap <buffer> <silent> u <ScriptCmd>Draft.Move(-v:count1)<CR>
nnoremap <buffer> <silent> <C-R> <ScriptCmd>Draft.Move(v:count1)<CR>
for key in ['i', 'a', 'I', 'A', 'o', 'O']
  execute printf('nnoremap <buffer> <expr> %s skein#chat#InsertKey(%s)', key, string(key))
endfor

augroup skein_chat
  autocmd! * <buffer>
  autocmd CursorMoved,CursorMovedI,BufEnter <buffer> Chats.Guard()
  autocmd TextChanged,TextChangedI,InsertLeave,BufEnter <buffer> Draft.Changed()
  autocmd Syntax <buffer> Fence.AddAll(bufnr())
  autocmd BufWinEnter <buffer> Address.Rename(Chats.Current())
  autocmd BufWinEnter <buffer> Fence.Add(bufnr(), getline(1, '$'))
  autocmd WinScrolled,CursorMoved <buffer> Mirror.Scrolled()
augroup END
