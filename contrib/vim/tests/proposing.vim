vim9script

# Helpers of the tests about proposals.

import autoload 'skein/proposals.vim' as Proposals

# Waits until a proposal stands in the buffer.
def g:Stands()
  g:WaitFor(() => !Proposals.Standing(bufnr())->empty() && Proposals.Standing(bufnr())[0].turn->empty(),
    'a proposal')
enddef

# The screen's rows from the first one on.
def g:Rows(): list<string>
  redraw
  return range(1, &lines)->mapnew((_, row) =>
    range(1, &columns)->mapnew((_, column) => screenstring(row, column))->join('')->trim(' ', 2))
enddef

# Lets the model propose these lines for a range: it answers "system" with the system prompt.
def g:Propose(range: string, lines: list<string>)
  g:skein_rewrite_system_prompt = lines->join("\n")
  execute ':' .. range .. 'SkeinRewrite system'
  unlet g:skein_rewrite_system_prompt
enddef
