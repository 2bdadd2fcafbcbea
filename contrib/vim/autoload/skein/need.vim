vim9script

# How much a connection is missed that was lost.

var needs: list<func>

# Wanted says it for what is shown or awaited: 'now' starts a daemon, 'later' waits for one, '' does
# neither.
export def Add(Wanted: func)
  needs->add(Wanted)
enddef

# The most that anybody says.
export def Most(): string
  var wanted = needs->mapnew((_, Wanted) => Wanted())
  return wanted->index('now') >= 0 ? 'now' : wanted->index('later') >= 0 ? 'later' : ''
enddef
