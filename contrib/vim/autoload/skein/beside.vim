vim9script

# A proposal side by side with the text: a tab page with two windows, whose difference Vim shows. The
# right one has the whole buffer with the proposal in it.

import autoload 'skein/inline.vim' as Inline
import autoload 'skein/keys.vim' as Keys
import autoload 'skein/proposal.vim' as Proposal
import autoload 'skein/proposals.vim' as Proposals
import autoload 'skein/visible.vim' as Visible

# Shows a proposal that stands at these lines.
export def Open(proposal: dict<any>, span: list<number>)
  if span->empty()
    return
  endif
  Close(proposal)
  tab split
  diffthis
  var filetype = &filetype
  rightbelow vnew
  setlocal buftype=nofile bufhidden=wipe noswapfile nobuflisted
  &l:filetype = filetype
  b:skein_title = 'Proposal'
  &l:statusline = ' Proposal%< · ga accept, gh hunk, gr reject'
  proposal.beside = bufnr()
  Keys.Set(bufnr())
  augroup skein_beside
    execute printf('autocmd BufWipeout <buffer> Left(%d)', bufnr())
  augroup END
  # Virtual lines would stand between the lines that are compared.
  Inline.Clear(proposal)
  Fill(proposal, span)
  diffthis
  cursor(span[0], 1)
enddef

# Writes the proposal again after a hunk was accepted or rejected.
export def Refresh(proposal: dict<any>, span: list<number>)
  if proposal->has_key('beside') && bufloaded(proposal.beside)
    Fill(proposal, span)
    diffupdate
  endif
enddef

# Closes the tab page.
export def Close(proposal: dict<any>)
  var buffer = proposal->has_key('beside') ? proposal->remove('beside') : 0
  for window in buffer > 0 ? win_findbuf(buffer) : []
    var [tab, _] = win_id2tabwin(window)
    execute 'silent! tabclose' tab
  endfor
  if buffer > 0 && bufloaded(buffer)
    execute 'silent! bwipeout!' buffer
  endif
  for window in buffer > 0 ? win_findbuf(proposal.place.buffer) : []
    win_execute(window, 'diffoff')
  endfor
enddef

# Shows a proposal in the text again when its window was closed.
def Left(buffer: number)
  for proposal in Proposals.All()
    if get(proposal, 'beside', 0) == buffer
      proposal->remove('beside')
      for window in win_findbuf(proposal.place.buffer)
        win_execute(window, 'diffoff')
      endfor
      Proposal.Show(proposal)
    endif
  endfor
enddef

# The proposal that the current buffer shows, {} elsewhere.
export def Shown(): dict<any>
  return get(Proposals.All()->filter((_, proposal) => get(proposal, 'beside', 0) == bufnr()), 0, {})
enddef

# The cursor's line in terms of the text as it is: at the right side, that of the hunk there.
export def Line(proposal: dict<any>, first: number): number
  if get(proposal, 'beside', 0) != bufnr()
    return line('.')
  endif
  var index = line('.') - first
  var shift = 0
  for hunk in proposal.hunks
    if index >= hunk.new + max([1, hunk.added])
      shift = hunk.old + hunk.removed - hunk.new - hunk.added
    elseif index >= hunk.new
      return first + hunk.old
    endif
  endfor
  return line('.') + shift
enddef

def Fill(proposal: dict<any>, span: list<number>)
  var lines = getbufline(proposal.place.buffer, 1, '$')
  var text = lines->slice(0, span[0] - 1)
    + proposal.lines->mapnew((_, line) => Visible.InBuffer(line)) + lines->slice(span[1])
  setbufvar(proposal.beside, '&modifiable', true)
  silent deletebufline(proposal.beside, 1, '$')
  setbufline(proposal.beside, 1, text)
  setbufvar(proposal.beside, '&modifiable', false)
enddef
