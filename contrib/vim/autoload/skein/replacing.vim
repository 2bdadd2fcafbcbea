vim9script

# Changes of the user's text, each one step of undo.

# Replaces lines by others, by writing the new ones first: Vim mends the text properties around lines
# that are deleted, not those of a line that is set.
export def Lines(buffer: number, first: number, last: number, lines: list<string>)
  appendbufline(buffer, last, lines)
  if last >= first
    silent deletebufline(buffer, first, last)
  endif
enddef

# Makes hunks of lines that begin at first, one undo step for all of them.
export def Hunks(buffer: number, first: number, hunks: list<dict<number>>, lines: list<string>)
  AsStep(buffer, () => {
    for hunk in hunks->copy()->reverse()
      var at = first + hunk.old
      Lines(buffer, at, at + hunk.removed - 1, lines->slice(hunk.new, hunk.new + hunk.added))
    endfor
  })
enddef

# Makes a change that is a step of its own.
export def AsStep(buffer: number, Change: func)
  BreakUndo(buffer)
  Change()
  BreakUndo(buffer)
enddef

# Setting 'undolevels' ends the undo step.
def BreakUndo(buffer: number)
  setbufvar(buffer, '&undolevels', getbufvar(buffer, '&undolevels'))
enddef
