---One connection to the daemon: requests, answers and notifications, as lines of JSON-RPC 2.0.
local dial = require('skein.dial')
local failure = require('skein.failure')
local frames = require('skein.frames')
local notice = require('skein.notice')
local text = require('skein.text')
local uv = vim.uv or vim.loop

local M = {}

---How long messages are handled before the editor has its turn again.
M.SLICE_MS = 15
---Reading stops while this many bytes wait to be handled.
M.INBOX_LIMIT_BYTES = 8 * 1024 * 1024

---The longest message that the daemon takes.
M.MESSAGE_LIMIT_BYTES = 16 * 1024 * 1024

local pipe
local phase = 'closed' -- closed, opening or open
local inbox = { lines = {}, first = 1, bytes = 0, scheduled = false, paused = false }
local pending = {} -- by id: {method, callback}
local waiting = {} -- what to do once it is open, or can't be
local next_id = 0
local listeners = {} -- by notification's method
local lost_listeners = {}
local open_listeners = {}

local function protected(callback, ...)
  local arguments = { n = select('#', ...), ... }
  local ok, trace = xpcall(function()
    callback(unpack(arguments, 1, arguments.n))
  end, debug.traceback)
  if not ok then
    notice.error(trace)
  end
end

local function handle(line)
  local ok, message = pcall(vim.json.decode, line, { luanil = { object = true } })
  if not ok or type(message) ~= 'table' then
    notice.error('The daemon sent what is no JSON: ' .. text.shortened(line, 80))
  elseif message.method then
    for _, listener in ipairs(listeners[message.method] or {}) do
      protected(listener, message.params or {})
    end
  elseif message.id and pending[message.id] then
    local request = pending[message.id]
    pending[message.id] = nil
    local err = message.error and failure.from(message.error)
    protected(request.callback, err, message.result)
  elseif message.error then
    notice.error(message.error)
  end
end

local function drain()
  inbox.scheduled = false
  local began = uv.hrtime()
  while inbox.first <= #inbox.lines do
    local line = inbox.lines[inbox.first]
    inbox.lines[inbox.first] = false
    inbox.first = inbox.first + 1
    inbox.bytes = inbox.bytes - #line
    handle(line)
    if (uv.hrtime() - began) / 1e6 > M.SLICE_MS and inbox.first <= #inbox.lines then
      inbox.scheduled = true
      vim.defer_fn(drain, 1)
      return
    end
  end
  inbox.lines, inbox.first = {}, 1
  if inbox.paused and pipe then
    inbox.paused = false
    M._read()
  end
end

local function lose(reason)
  if phase == 'closed' then
    return
  end
  phase = 'closed'
  if pipe and not pipe:is_closing() then
    pipe:close()
  end
  pipe = nil
  inbox = { lines = {}, first = 1, bytes = 0, scheduled = false, paused = false }
  local unanswered = pending
  pending = {}
  local err = failure.new('disconnected', 'The connection to the daemon was lost (' .. reason .. ').')
  for _, request in pairs(unanswered) do
    protected(request.callback, err)
  end
  for _, listener in ipairs(lost_listeners) do
    protected(listener)
  end
end

---Reads from the pipe until too much waits.
function M._read()
  local own, lines = pipe, inbox.frames
  if not lines then
    lines = frames.new()
    inbox.frames = lines
  end
  local box = inbox
  own:read_start(function(err, chunk)
    if err or not chunk then
      own:read_stop()
      vim.schedule(function()
        if own == pipe then
          -- What came before the end is handled first.
          while inbox.first <= #inbox.lines do
            drain()
          end
          lose(err or 'it was closed')
        end
      end)
      return
    end
    for _, line in ipairs(lines:take(chunk)) do
      box.lines[#box.lines + 1] = line
      box.bytes = box.bytes + #line
    end
    if box.bytes > M.INBOX_LIMIT_BYTES then
      box.paused = true
      own:read_stop()
    end
    if not box.scheduled and box.first <= #box.lines then
      box.scheduled = true
      vim.schedule(function()
        if box == inbox then
          drain()
        end
      end)
    end
  end)
end

---Speaks for the user of $SKEIN_TOKEN, as `skein` does. What is sent after it waits for it.
local function log_in()
  local token = vim.env.SKEIN_TOKEN
  if token and token ~= '' then
    M.request('auth/login', { token = token }, function(err)
      if err then
        notice.error('SKEIN_TOKEN: ' .. err.message)
      end
    end)
  end
end

local function opened(err, opened_pipe)
  local tasks = waiting
  waiting = {}
  if err then
    phase = 'closed'
  else
    phase, pipe = 'open', opened_pipe
    M._read()
    log_in()
    for _, listener in ipairs(open_listeners) do
      protected(listener)
    end
  end
  for _, task in ipairs(tasks) do
    protected(task, err)
  end
end

local function when_open(task)
  if phase == 'open' then
    task()
    return
  end
  waiting[#waiting + 1] = task
  if phase == 'closed' then
    phase = 'opening'
    dial.reach(opened)
  end
end

---A request as a line, or nil and why it can't be sent.
local function encoded(id, method, params)
  local ok, line = pcall(vim.json.encode, { jsonrpc = '2.0', id = id, method = method, params = params })
  if not ok then
    return nil, failure.new('invalidParams', ('The params of %s are no JSON: %s'):format(method, line))
  end
  line = text.well_formed(line) .. '\n'
  if #line > M.MESSAGE_LIMIT_BYTES then
    local words = '%s would send %d bytes; the daemon takes %d at once. Choose less text.'
    return nil, failure.new('limit', words:format(method, #line, M.MESSAGE_LIMIT_BYTES))
  end
  return line
end

---Sends a request; connects and starts the daemon first where that is needed. The callback gets
---(err, result) on the main loop, exactly once. The answer is a function that cancels the request.
function M.request(method, params, callback)
  next_id = next_id + 1
  local id = next_id
  local line, err = encoded(id, method, params)
  if not line then
    vim.schedule(function()
      protected(callback, err)
    end)
    return function() end
  end
  local cancelled = false
  when_open(function(unreachable)
    if unreachable or cancelled then
      callback(unreachable or failure.new('cancelled', 'The request was cancelled.'))
      return
    end
    pending[id] = { method = method, callback = callback }
    local own = pipe
    own:write(line, function(write_error)
      if write_error then
        vim.schedule(function()
          if own == pipe then
            lose(write_error)
          end
        end)
      end
    end)
  end)
  return function()
    cancelled = true
    if pending[id] then
      pipe:write(vim.json.encode { jsonrpc = '2.0', method = '$/cancelRequest', params = { id = id } } .. '\n')
    end
  end
end

---Connects if the daemon runs; does not start it. The callback gets whether it is connected.
function M.revive(callback)
  if phase ~= 'closed' then
    return when_open(function(err)
      callback(not err)
    end)
  end
  phase = 'opening'
  dial.try(function(err, found)
    callback(not err)
    if err and #waiting > 0 then
      return dial.reach(opened) -- Somebody has asked meanwhile: then it is wanted.
    end
    opened(err, found)
  end)
end

---Calls a function with the params of each notification of a method.
function M.on(method, listener)
  listeners[method] = listeners[method] or {}
  table.insert(listeners[method], listener)
end

---Calls a function whenever a connection that was open is lost.
function M.on_lost(listener)
  table.insert(lost_listeners, listener)
end

---Calls a function whenever a connection has been opened.
function M.on_open(listener)
  table.insert(open_listeners, listener)
end

---Whether the daemon is connected now.
function M.is_open()
  return phase == 'open'
end

---Closes the connection; the next request opens another.
function M.close()
  lose('it was closed here')
end

return M
