" skein: ask language models, in threads that every client of the daemon shares. See :help skein.

if exists('g:loaded_skein') || has('nvim')
  finish
endif
let g:loaded_skein = 1

let s:cpo = &cpo
set cpo&vim

if !has('vim9script') || !has('channel') || !has('textprop') || !has('timers')
  command! -nargs=* -range -bang Skein echohl ErrorMsg
        \ | echo 'skein: Vim 9.0 or newer is needed, with +channel, +textprop and +timers'
        \ | echohl None
  let &cpo = s:cpo
  finish
endif

import autoload 'skein/add.vim'
import autoload 'skein/address.vim'
import autoload 'skein/again.vim'
import autoload 'skein/code.vim'
import autoload 'skein/command.vim'
import autoload 'skein/context.vim'
import autoload 'skein/details.vim'
import autoload 'skein/health.vim'
import autoload 'skein/here.vim'
import autoload 'skein/mappings.vim'
import autoload 'skein/models.vim'
import autoload 'skein/names.vim'
import autoload 'skein/operator.vim'
import autoload 'skein/options.vim'
import autoload 'skein/proposal.vim'
import autoload 'skein/search.vim'
import autoload 'skein/tasks.vim'
import autoload 'skein/template.vim'
import autoload 'skein/variants.vim'
import autoload 'skein/verdict.vim'
import autoload 'skein/versions.vim'

command! -nargs=* -range -bang Skein
      \ call s:command.Ask(<range>, <line1>, <line2>, <bang>v:false, <q-args>, <q-mods>)
command! -nargs=+ -range=% -bang SkeinAsk
      \ call s:command.Ask(max([1, <range>]), <line1>, <line2>, <bang>v:true, <q-args>, <q-mods>)
command! -nargs=+ -range -complete=customlist,s:Templates SkeinTemplate
      \ call s:command.UseTemplate(<range>, <line1>, <line2>, <q-args>)
command! -nargs=* -range -complete=customlist,s:Contexts SkeinAdd
      \ call s:add.Run(<range>, <line1>, <line2>, <q-args>)
command! -nargs=? -bang -complete=customlist,s:Added SkeinDrop
      \ call s:context.Drop(<q-args>, <bang>v:false)
command! -nargs=+ -range SkeinRewrite
      \ call s:command.EditText('rewrite', <range>, <line1>, <line2>, <q-args>)
command! -nargs=* -range SkeinAppend
      \ call s:command.EditText('append', <range>, <line1>, <line2>, <q-args>)
command! -nargs=+ SkeinInsert call s:command.Insert(<q-args>)
command! -bar SkeinAccept call s:verdict.Accept()
command! -bar SkeinAcceptHunk call s:verdict.AcceptHunk()
command! -bar SkeinReject call s:verdict.Reject()
command! -bar SkeinRejectHunk call s:verdict.RejectHunk()
command! -nargs=+ SkeinRefine call s:proposal.Refine(<q-args>)
command! -bar SkeinDiff call s:verdict.ShowBeside()
command! -bang SkeinCancel call s:command.Cancel(<bang>v:false)
command! -nargs=? -complete=customlist,s:Threads SkeinThreads
      \ call s:command.ListOrOpen(<q-args>, <q-mods>)
command! -nargs=? -complete=customlist,s:Threads SkeinOpen call s:command.Open(<q-args>, <q-mods>)
command! -bar SkeinLast call s:command.Last(<q-mods>)
command! -bar SkeinVersions call s:versions.Open(<q-mods>)
command! -nargs=+ SkeinRename call s:command.Rename(<q-args>)
command! -bar SkeinDelete call s:command.Delete()
command! -bar SkeinRestore call s:command.Restore()
command! -bar -bang SkeinRetry call s:again.Retry(<bang>v:false)
command! -bar SkeinUndo call s:again.Undo()
command! -nargs=* SkeinEdit call s:again.Edit(<q-args>)
command! -bar SkeinFork call s:again.Fork()
command! -bar SkeinVariants call s:variants.Show()
command! -nargs=* SkeinSystem call s:details.System(<q-args>)
command! -nargs=* -complete=customlist,s:Options SkeinOption call s:options.Run(<q-args>)
command! -bar SkeinReasoning call s:details.Reasoning()
command! -nargs=? -complete=customlist,s:Models SkeinModel call s:models.Choose(<q-args>)
command! -nargs=+ -complete=shellcmd SkeinFilter call s:code.Filter(<q-args>)
command! -bar SkeinHere call s:here.Ask()
command! -bar SkeinHealth call s:health.Show()
command! -bar SkeinTasks call s:tasks.Open(<q-mods>)
command! -nargs=+ SkeinTask call s:tasks.Add(<q-args>)
command! -nargs=+ SkeinSearch call s:search.Open(<q-args>, <q-mods>)

function! s:Threads(lead, line, position) abort
  let typed = matchstr(strpart(a:line, 0, a:position), '\<Skein\a\+\s\+\zs.*')
  return s:names.Complete(a:lead, typed)
endfunction

function! s:Contexts(lead, line, position) abort
  let typed = matchstr(strpart(a:line, 0, a:position), '\<SkeinAdd\s\+\zs.*')
  return s:add.Complete(a:lead, typed)
endfunction

function! s:Added(lead, line, position) abort
  return filter(s:context.Names(), {_, name -> stridx(name, a:lead) == 0})
endfunction

function! s:Templates(lead, line, position) abort
  return a:line[: a:position] =~# '\<SkeinTemplate\s\+\S*$' ? s:template.Complete(a:lead) : []
endfunction

function! s:Options(lead, line, position) abort
  return s:options.Complete(a:lead)
endfunction

function! s:Models(lead, line, position) abort
  return s:models.Complete(a:lead)
endfunction

nnoremap <silent> <Plug>(skein-ask) :<C-U>call <SID>Prompt('ask', 0)<CR>
xnoremap <silent> <Plug>(skein-ask) :<C-U>call <SID>Prompt('ask', 2)<CR>
nnoremap <silent> <Plug>(skein-rewrite) :<C-U>call <SID>Prompt('rewrite', 0)<CR>
xnoremap <silent> <Plug>(skein-rewrite) :<C-U>call <SID>Prompt('rewrite', 2)<CR>
nnoremap <silent> <Plug>(skein-append) :<C-U>call <SID>Prompt('append', 0)<CR>
xnoremap <silent> <Plug>(skein-append) :<C-U>call <SID>Prompt('append', 2)<CR>
nnoremap <expr> <Plug>(skein-operator) <SID>Operator()
xnoremap <expr> <Plug>(skein-operator) <SID>Operator()
nnoremap <silent> <Plug>(skein-add) <Cmd>SkeinAdd<CR>
xnoremap <silent> <Plug>(skein-add) :SkeinAdd<CR>
nnoremap <silent> <Plug>(skein-new) <Cmd>Skein!<CR>
nnoremap <silent> <Plug>(skein-chat) <Cmd>Skein<CR>
nnoremap <silent> <Plug>(skein-threads) <Cmd>SkeinThreads<CR>
nnoremap <silent> <Plug>(skein-tasks) <Cmd>SkeinTasks<CR>
nnoremap <silent> <Plug>(skein-cancel) <Cmd>SkeinCancel<CR>

function! s:Prompt(how, ranges) abort
  let [first, last] = a:ranges ? [line("'<"), line("'>")] : [line('.'), line('.')]
  call s:command.Prompt(a:how, a:ranges, first, last)
endfunction

function! s:Operator() abort
  return s:operator.Begin()
endfunction

if get(g:, 'skein_default_mappings', 0)
  call s:mappings.Set()
endif

augroup skein
  autocmd!
  autocmd BufReadCmd skein://* ++nested call s:command.Read(expand('<afile>'))
  autocmd BufWipeout skein://* call s:command.Forget(str2nr(expand('<abuf>')))
  autocmd SessionLoadPost * call s:address.Revive()
augroup END

let &cpo = s:cpo
unlet s:cpo
