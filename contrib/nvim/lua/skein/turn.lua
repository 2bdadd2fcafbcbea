---The turns that this Neovim follows: their text, and their end, also after the daemon was killed.
local announce = require('skein.announce')
local config = require('skein.config')
local connection = require('skein.connection')
local followed_turn = require('skein.followed_turn')
local screen = require('skein.screen')
local uuid = require('skein.uuid')

local M = {}

---How often a start is sent again when the connection breaks before its answer.
M.START_ATTEMPTS = 3
local TICK_MS = 1000

local followed = {} -- by id, until they have ended
local attached = false

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
      turn:tell('ticked')
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
  followed[turn.id], turn.is_over = nil, true
end

local function end_with_error(turn, err)
  finish(turn)
  turn.status = 'failed'
  turn.record = { id = turn.id, status = 'failed', error = err, threadId = turn.thread_id }
  turn:tell('failed', err)
  announce(turn, 'SkeinTurnEnded')
end

local ended_statuses = { completed = true, cancelled = true, failed = true, interrupted = true }

local function end_with_record(turn, record, messages)
  finish(turn)
  turn.record = record
  turn.status = record.status
  turn.thread_id = record.threadId or turn.thread_id
  turn.text = followed_turn.longer(turn.text, record.output, record.reasoning)
  turn:tell('ended', messages)
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
    turn:take(result, ended_statuses[turn.status])
    if fresh then
      turn:tell('started')
    end
    turn:tell('replaced')
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
    turn:tell('started')
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
    turn:tell('running')
  end)
  on('turn/delta', function(turn, params)
    if turn:hear(params) then
      turn:tell('said', params.kind == 'reasoning' and 'reasoning' or 'text', params.text)
    end
  end)
  on('turn/retrying', function(turn, params)
    turn:tell('retrying', params)
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
  local turn = followed_turn.new(params.id or uuid.new(), listener)
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
  turn = followed_turn.new(id, listener)
  keep(turn)
  watch(turn)
  return turn
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
