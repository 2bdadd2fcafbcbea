vim9script

# The keys of a buffer while a proposal stands in it. The buffer's own mappings of these keys come
# back afterwards.

import autoload 'skein/proposal.vim' as Proposal
import autoload 'skein/proposals.vim' as Proposals
import autoload 'skein/ui.vim' as Ui
import autoload 'skein/verdict.vim' as Verdict

const KEYS = {
  ga: '<Cmd>SkeinAccept<CR>', gh: '<Cmd>SkeinAcceptHunk<CR>', gH: '<Cmd>SkeinRejectHunk<CR>',
  gr: '<Cmd>SkeinReject<CR>', gR: '<ScriptCmd>Wish()<CR>', 'g=': '<Cmd>SkeinDiff<CR>',
  ']h': '<ScriptCmd>Verdict.Jump(true)<CR>', '[h': '<ScriptCmd>Verdict.Jump(false)<CR>',
}

# By buffer: what maparg() returned for each key before.
var before: dict<dict<dict<any>>>

# Sets the keys in the current buffer.
export def Set(buffer: number)
  if before->has_key(buffer)
    return
  endif
  before[buffer] = {}
  for [key, action] in KEYS->items()
    var old = maparg(key, 'n', false, true)
    before[buffer][key] = get(old, 'buffer', 0) ? old : {}
    execute 'nnoremap <buffer> <silent> <nowait>' key action
  endfor
enddef

# Takes the keys away when the last proposal of a buffer is gone; at once, or when the buffer is
# entered again.
export def Unset(buffer: number)
  if !before->has_key(buffer) || !Proposals.Standing(buffer)->empty()
    return
  elseif !bufloaded(buffer)
    before->remove(buffer)
  elseif buffer == bufnr()
    Restore()
  else
    execute printf('autocmd BufEnter <buffer=%d> ++once Unset(%d)', buffer, buffer)
  endif
enddef

def Restore()
  for [key, old] in before->remove(bufnr())->items()
    execute 'silent! nunmap <buffer>' key
    if !old->empty()
      mapset('n', false, old)
    endif
  endfor
enddef

def Wish()
  var words = Ui.Input('Other wish: ')
  if words != null && words->trim() != ''
    Proposal.Refine(words)
  endif
enddef
