vim9script

# What changes in the daemon, whoever changes it, told to the buffers that show it.

import autoload 'skein/connection.vim' as Connection
import autoload 'skein/need.vim' as Need

# Changes that come in quick succession are one refresh.
const GATHER_MS = 100

var interests: dict<list<func>>
var gathered: dict<dict<string>>
var gathering = 0
var subscribed = false
var missed = false
var shown: list<func>

# Calls Handler with {id: change} of what has changed of this noun, a little later, all at once;
# with {} when a connection was lost and anything may have changed.
export def On(entity: string, Handler: func)
  if !interests->has_key(entity)
    interests[entity] = []
  endif
  interests[entity]->add(Handler)
enddef

# Shown says whether something on the screen is to be kept up to date.
export def Keep(Shown: func)
  shown->add(Shown)
enddef

# Follows changes from now on, if that is not done already.
export def Subscribe()
  if subscribed
    return
  endif
  subscribed = true
  Connection.Request('event/subscribe', {}, (error, _) => {
    subscribed = error == null
  })
enddef

def IsShown(): bool
  return shown->copy()->filter((_, Shown) => Shown())->len() > 0
enddef

def Tell()
  var changes = gathered
  gathered = {}
  gathering = 0
  # When the connection is back, everything is read anew; that alone is no reason to start a daemon.
  if !Connection.IsOpen()
    return
  endif
  for [entity, ids] in changes->items()
    for Handler in get(interests, entity, [])
      Handler(ids)
    endfor
  endfor
enddef

# Anything may have changed.
def Renew()
  subscribed = false
  missed = false
  if IsShown()
    Subscribe()
    for handlers in interests->values()
      for Handler in handlers
        Handler({})
      endfor
    endfor
  endif
enddef

Connection.On('event/changed', (event) => {
  if !gathered->has_key(event.entity)
    gathered[event.entity] = {}
  endif
  # What was made and changed since is new to whoever looks now.
  if event.change != 'updated' || get(gathered[event.entity], event.id, '') != 'created'
    gathered[event.entity][event.id] = event.change
  endif
  if gathering == 0
    gathering = timer_start(GATHER_MS, (_) => {
      silent Tell()
    })
  endif
})
Connection.On('event/gone', (_) => Renew())
Connection.OnLost((_, _) => {
  subscribed = false
  missed = true
})
Connection.OnOpen(() => {
  if missed
    Renew()
  endif
})
Need.Add(() => IsShown() ? 'later' : '')
