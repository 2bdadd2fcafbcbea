vim9script

# The turns that this Vim follows, and those who are told of them.
#
# A turn is {id, number, threadId, threadNumber, retryOf, input, model, text, reasoning, seq,
# queued, note, due, began, method, params, answered, watches, Done}: due is when the provider is
# asked again. Watchers see every turn and choose by its threadId; Done, if not null, is the asker's
# own.

import autoload 'skein/need.vim' as Need
import autoload 'skein/ui.vim' as Ui

# How many turns followed here are remembered.
const KNOWN_TURNS = 200

var turns: dict<dict<any>>
var known: list<string>
var watchers: list<dict<func>>
var ticking = 0
var counter = 0

# Calls {Began, Grew, Replaced, Changed, Ended} of Watcher for every turn, as they apply.
export def Watch(watcher: dict<func>)
  watchers->add(watcher)
enddef

# Tells the watchers what has happened to a turn.
export def Tell(what: string, arguments: list<any>)
  for watcher in watchers
    if watcher->has_key(what)
      call(watcher[what], arguments)
    endif
  endfor
enddef

# The turns that have not ended, the oldest first.
export def Running(): list<dict<any>>
  return turns->values()->sort((a, b) => a.number - b.number)
enddef

# Whether a turn is followed here and has not ended.
export def IsFollowed(id: string): bool
  return turns->has_key(id)
enddef

# Whether a turn is or was followed here: late notifications about it are ignored.
export def IsKnown(id: string): bool
  return known->index(id) >= 0
enddef

# The turn that has not ended, {} when it is not followed.
export def Get(id: string): dict<any>
  return get(turns, id, {})
enddef

# Begins to follow a turn.
export def New(id: string, threadId: any, input: any, model: any): dict<any>
  counter += 1
  var turn = {
    id: id, number: counter, threadId: threadId, threadNumber: 0, retryOf: null, input: input,
    model: model, text: '', reasoning: '', seq: 0, queued: false, note: '', due: 0,
    began: reltime(),
    method: 'turn/start', params: {}, answered: false, watches: 0, Done: null,
  }
  turns[id] = turn
  known->add(id)
  if known->len() > KNOWN_TURNS
    known->remove(0)
  endif
  if ticking == 0
    ticking = timer_start(1000, (_) => {
      silent Tick()
    }, {repeat: -1})
  endif
  return turn
enddef

# Stops following a turn that has ended.
export def Remove(turn: dict<any>)
  turns->remove(turn.id)
  if turns->empty()
    timer_stop(ticking)
    ticking = 0
  endif
  Ui.RedrawStatus()
enddef

def Tick()
  for turn in turns->values()
    Tell('Changed', [turn])
  endfor
  Ui.RedrawStatus()
enddef

Need.Add(() => turns->empty() ? '' : 'now')
