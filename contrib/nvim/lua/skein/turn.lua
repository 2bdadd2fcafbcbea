---The turns that this Neovim follows: their text, and their end, also after the daemon was killed.
local announce = require('skein.announce')
local config = require('skein.config')
local connection = require('skein.connection')
local screen = require('skein.screen')
local uuid = require('skein.uuid')
local uv = vim.uv or vim.loop

local M = {}

---How often a start is sent again when the connection breaks before its answer.
M.START_ATTEMPTS = 3
local TICK_MS = 1000

local followed = {} -- by id, until they have ended
local attached = false

local Turn = {}

---`turn.text` is joined when it is read: pieces may arrive many times a second, and `turn.bytes` is its
---length.
function Turn.__index(turn, key)
  if key ~= 'text' then
    return Turn[key]
  end
  local joined = table.concat(turn.pieces)
  rawset(turn, 'pieces', { joined })
  return joined
end

function Turn.__newindex(turn, key, value)
  if key == 'text' then
    rawset(turn, 'pieces', { value })
    rawset(turn, 'bytes', #value)
  else
    rawset(turn, key, value)
  end
end

---A listener is a table of functions, each optional:
---  started(turn)           the daemon has it; `turn.thread_id` is known
---  running(turn)           the model is being asked
---  said(turn, kind, text)  something was added to `turn.text` or `turn.reasoning`
---  replaced(turn)          they were set anew
---  ticked(turn)            a second has passed
---  retrying(turn, info)    the provider failed before it said a word
---  ended(turn, messages)   `turn.record` is the daemon's turn, with its status
---  failed(turn, err)       it could not be started or followed
local function tell(turn, name, ...)
  for _, listener in ipairs(vim.list_slice(turn.listeners)) do
    if listener[name] then
      listener[name](turn, ...)
    end
  end
end

local function new(id, listener)
  return setmetatable({
    id = id,
    thread_id = nil,
    status = 'starting',
    pieces = {},
    bytes = 0,
    reasoning = '',
    seq = 0,
    began = uv.hrtime(),
    listeners = { listener },
    attempts = 0,
  }, Turn)
end

local ticking = false

---Reports each second as long as a turn runs.
local function tick()
  if ticking then
    return
  end
  ticking = true
  vim.defer_fn(function()
    ticking = false
    if not next(followed) then
      return
    end
    connection.check()
    for _, turn in pairs(followed) do
      tell(turn, 'ticked')
    end
    screen.redraw_status()
    tick()
  end, TICK_MS)
end

local function keep(turn)
  followed[turn.id] = turn
  tick()
end

local function finish(turn)
  followed[turn.id] = nil
end

local function end_with_error(turn, err)
  finish(turn)
  turn.status = 'failed'
  turn.record = { id = turn.id, status = 'failed', error = err, threadId = turn.thread_id }
  tell(turn, 'failed', err)
  announce(turn, 'SkeinTurnEnded')
end

local ended_statuses = { completed = true, cancelled = true, failed = true, interrupted = true }

---The received text, when it continues the daemon's: a daemon that was killed has stored a little
---less. Text that turned out to be reasoning does not count.
local function longer(heard, kept, reasoning)
  kept = kept or ''
  if reasoning and heard ~= '' and not vim.startswith(kept, heard) and vim.startswith(reasoning, heard) then
    return kept
  end
  return #heard > #kept and vim.startswith(heard, kept) and heard or kept
end

local function end_with_record(turn, record, messages)
  finish(turn)
  turn.record = record
  turn.status = record.status
  turn.thread_id = record.threadId or turn.thread_id
  turn.text = longer(turn.text, record.output, record.reasoning)
  tell(turn, 'ended', messages)
  announce(turn, 'SkeinTurnEnded')
end

---Follows a turn in the daemon from its last received delta.
local function watch(turn)
  local params = { turnId = turn.id, deltaIntervalMs = config.values.delta_interval_ms }
  params.afterSeq = turn.seq > 0 and turn.seq or nil
  connection.request('turn/watch', params, function(err, result)
    if err then
      if err.is_silent or err.data and err.data.kind == 'disconnected' then
        return -- The loss itself has every turn watched again.
      end
      return end_with_error(turn, err)
    end
    turn.silent = false
    local fresh = not turn.record
    turn.record = result.turn
    turn.thread_id = result.turn.threadId
    turn.status = result.turn.status
    turn.acknowledged = true
    if result.fromSeq == 0 then
      local ended = ended_statuses[turn.status]
      turn.text = ended and longer(turn.text, result.text, result.reasoning) or result.text or ''
      turn.reasoning = result.reasoning or ''
    else
      turn.text = turn.text .. (result.text or '')
      turn.reasoning = turn.reasoning .. (result.reasoning or '')
    end
    turn.seq = result.seq
    if fresh then
      tell(turn, 'started')
    end
    tell(turn, 'replaced')
  end)
end

local function send(turn)
  turn.attempts = turn.attempts + 1
  if turn.prelude then
    turn.prelude()
  end
  connection.request(turn.method, turn.params, function(err, result)
    if err then
      if err.data and err.data.kind == 'disconnected' and turn.attempts < M.START_ATTEMPTS then
        return -- The loss itself has it sent again; its id makes that safe.
      end
      return end_with_error(turn, err)
    end
    turn.acknowledged = true
    turn.record = result.turn
    turn.thread_id = result.turn.threadId
    turn.status = result.turn.status
    turn.title, turn.number = result.thread and result.thread.title, result.thread and result.thread.number
    tell(turn, 'started')
    announce(turn, 'SkeinTurnStarted')
    if ended_statuses[turn.status] then
      watch(turn)
    end
  end)
end

local function attach()
  if attached then
    return
  end
  attached = true
  local function on(method, handler)
    connection.on(method, function(params)
      local turn = followed[params.turnId or params.turn and params.turn.id]
      if turn then
        handler(turn, params)
      end
    end)
  end
  on('turn/started', function(turn, params)
    turn.record = params.turn
    turn.status = params.turn.status
    tell(turn, 'running')
  end)
  on('turn/delta', function(turn, params)
    if params.seq <= turn.seq then
      return
    end
    turn.seq = params.seq
    if params.kind == 'reasoning' then
      turn.reasoning = turn.reasoning .. params.text
    else
      turn.pieces[#turn.pieces + 1] = params.text
      turn.bytes = turn.bytes + #params.text
    end
    tell(turn, 'said', params.kind == 'reasoning' and 'reasoning' or 'text', params.text)
  end)
  on('turn/retrying', function(turn, params)
    tell(turn, 'retrying', params)
  end)
  on('turn/lagged', watch)
  on('turn/ended', function(turn, params)
    end_with_record(turn, params.turn, params.messages)
  end)
  connection.on_lost(function(err)
    for _, turn in pairs(followed) do
      if turn.acknowledged then
        turn.silent = err.is_silent
        watch(turn)
      elseif turn.attempts < M.START_ATTEMPTS then
        send(turn)
      end
    end
  end)
end

---Starts a turn with the params of `turn/start`, or of another method with the same answer. The
---prelude, if any, is called before each attempt, and creates what the turn needs.
function M.start(params, listener, method, prelude)
  attach()
  local turn = new(params.id or uuid.new(), listener)
  turn.method = method or 'turn/start'
  turn.params = vim.tbl_extend('force', {
    id = turn.id,
    deltaIntervalMs = config.values.delta_interval_ms,
  }, params)
  turn.prelude = prelude
  keep(turn)
  send(turn)
  return turn
end

---Follows a turn that another client has started; adds a listener if it is followed already.
function M.follow(id, listener)
  attach()
  local turn = followed[id]
  if turn then
    table.insert(turn.listeners, listener)
    vim.schedule(function()
      if followed[id] and turn.acknowledged then
        if listener.started then
          listener.started(turn)
        end
        if listener.replaced then
          listener.replaced(turn)
        end
      end
    end)
    return turn
  end
  turn = new(id, listener)
  keep(turn)
  watch(turn)
  return turn
end

---Removes a listener; the turn itself continues.
function Turn:leave(listener)
  for index, each in ipairs(self.listeners) do
    if each == listener then
      table.remove(self.listeners, index)
      return
    end
  end
end

---Asks the daemon to cancel the turn. The end is reported as for any other turn.
function Turn:cancel()
  connection.request('turn/cancel', { turnId = self.id }, function(err)
    if err and followed[self.id] then
      require('skein.notice').error(err)
    end
  end)
end

---Its thread, as a notice names it.
function Turn:place()
  local name = self.number and ('thread %d'):format(self.number) or 'its thread'
  return (self.title and ('%s, “%s”'):format(name, self.title) or name)
    .. (self.number and (' (:SkeinThreads %d)'):format(self.number) or '')
end

---Seconds since it was begun here.
function Turn:seconds()
  return math.floor((uv.hrtime() - self.began) / 1e9)
end

---The turns that have not ended, the oldest first.
function M.active()
  local turns = vim.tbl_values(followed)
  table.sort(turns, function(one, other)
    return one.began < other.began
  end)
  return turns
end

---The turns that were begun here and have not ended.
function M.begun_here()
  return vim.tbl_filter(function(turn)
    return turn.method ~= nil
  end, M.active())
end

return M
