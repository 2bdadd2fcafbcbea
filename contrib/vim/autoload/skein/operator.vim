vim9script

# An operator that rewrites the text of a motion. It asks for the wish; `.` repeats it with the same
# wish for another place.

import autoload 'skein/proposal.vim' as Proposal
import autoload 'skein/selection.vim' as Selection
import autoload 'skein/ui.vim' as Ui

var wish = ''

# Returns the keys that wait for a motion, for a mapping with <expr>.
export def Begin(): string
  wish = ''
  &operatorfunc = 'skein#operator#Act'
  return 'g@'
enddef

# Called by Vim when the motion is done.
export def Act(type: string)
  var selection = Selection.Motion(type)
  if wish == ''
    wish = (Ui.Input('Rewrite: ') ?? '')->trim()
  endif
  if wish != ''
    Proposal.Ask(selection, wish)
  endif
enddef
