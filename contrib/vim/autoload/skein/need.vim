vim9script

# How urgently a lost connection is needed.

var needs: list<func>

# Wanted returns the need of what is shown or awaited: 'now' starts a daemon, 'later' waits for one,
# '' does neither.
export def Add(Wanted: func)
  needs->add(Wanted)
enddef

# The most urgent need.
export def Most(): string
  var wanted = needs->mapnew((_, Wanted) => Wanted())
  return wanted->index('now') >= 0 ? 'now' : wanted->index('later') >= 0 ? 'later' : ''
enddef
