vim9script

# Passes changes in the daemon, of any client, to the buffers that show them.

import autoload 'skein/connection.vim' as Connection
import autoload 'skein/need.vim' as Need

# Changes in quick succession cause one refresh.
const GATHER_MS = 100

var interests: dict<list<func>>
var gathered: dict<dict<string>>
var gathering = 0
var subscribed = false
var missed = false
var shown: list<func>

# Calls Handler with {id: change} for the changes of this noun, collected for a short time; with {}
# when a connection was lost and anything may have changed.
export def On(entity: string, Handler: func)
  if !interests->has_key(entity)
    interests[entity] = []
  endif
  interests[entity]->add(Handler)
enddef

# Shown returns whether anything on the screen must be kept up to date.
export def Keep(Shown: func)
  shown->add(Shown)
enddef

# Subscribes to changes, if that was not done yet.
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
  # Everything is read again when the connection is back; this alone must not start a daemon.
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
  # A thing that was created and then changed is new to the readers.
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
