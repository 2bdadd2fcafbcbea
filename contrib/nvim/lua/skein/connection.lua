---One connection to the daemon: requests, answers and notifications, as lines of JSON-RPC 2.0.
local dial = require('skein.dial')
local failure = require('skein.failure')
local inboxes = require('skein.inbox')
local notice = require('skein.notice')
local peer = require('skein.peer')
local pulse = require('skein.pulse')
local text = require('skein.text')

local M = {}

---The longest message that the daemon accepts.
M.MESSAGE_LIMIT_BYTES = 16 * 1024 * 1024

local pipe, address, heart, inbox
local phase = 'closed' -- closed, opening or open
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
  -- A <C-c> that comes while Neovim is busy is no error.
  if not ok and not vim.startswith(trace, 'Keyboard interrupt') then
    notice.error(trace)
  end
end

local function handle(line)
  local ok, message = pcall(vim.json.decode, line, { luanil = { object = true } })
  if not ok or type(message) ~= 'table' then
    M._lose(failure.new('unreachable', ('The program at %s is not skeind.'):format(address.path)))
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

---Ends the connection: all requests that are waiting get the error.
function M._lose(err)
  if phase == 'closed' then
    return
  end
  phase = 'closed'
  if inbox then
    inbox:close()
    heart:stop()
  end
  pipe, heart, inbox = nil, nil, nil
  local unanswered = pending
  pending = {}
  for _, request in pairs(unanswered) do
    protected(request.callback, err)
  end
  for _, listener in ipairs(lost_listeners) do
    protected(listener, err)
  end
end

local function lose(reason)
  M._lose(failure.new('disconnected', 'The connection to the daemon was lost (' .. reason .. ').'))
end

---Ends a connection whose peer does not answer any more.
local function fall_silent()
  local err = failure.new('unreachable', peer.silence(address, pipe))
  err.is_silent = true
  M._lose(err)
end

---Logs in with $SKEIN_TOKEN, as `skein` does. Later messages wait for the login.
local function log_in()
  local token = vim.env.SKEIN_TOKEN
  if token and token ~= '' then
    M.request('auth/login', { token = token }, function(err)
      if err and not err.is_silent then
        notice.error('SKEIN_TOKEN: ' .. err.message)
      end
    end)
  end
end

local function send(line)
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
end

local function ping()
  next_id = next_id + 1
  send(vim.json.encode { jsonrpc = '2.0', id = next_id, method = 'ping' } .. '\n')
end

local function opened(err, opened_pipe, opened_address)
  local tasks = waiting
  waiting = {}
  if err then
    phase = 'closed'
  else
    phase, pipe, address = 'open', opened_pipe, opened_address
    heart = pulse.new(ping, fall_silent)
    inbox = inboxes.open(pipe, heart, handle, lose)
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

---A request as a line, or nil and the reason why it can't be sent.
local function encoded(id, method, params)
  local ok, line = pcall(vim.json.encode, { jsonrpc = '2.0', id = id, method = method, params = params })
  if not ok then
    return nil, failure.new('invalidParams', ('The params of %s are not JSON: %s'):format(method, line))
  end
  line = text.well_formed(line) .. '\n'
  if #line > M.MESSAGE_LIMIT_BYTES then
    local words = '%s would send %d bytes; the daemon accepts %d in one message. Choose less text.'
    return nil, failure.new('limit', words:format(method, #line, M.MESSAGE_LIMIT_BYTES))
  end
  return line
end

---Sends a request; connects, and starts the daemon, first if necessary. The callback gets (err,
---result) on the main loop, exactly once. Returns a function that cancels the request.
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
    send(line)
    heart:expect()
  end)
  return function()
    cancelled = true
    if pending[id] then
      send(vim.json.encode { jsonrpc = '2.0', method = '$/cancelRequest', params = { id = id } } .. '\n')
    end
  end
end

---Connects if the daemon runs; does not start it. The callback gets whether that succeeded.
function M.revive(callback)
  if phase ~= 'closed' then
    return when_open(function(err)
      callback(not err)
    end)
  end
  phase = 'opening'
  dial.try(function(err, found, found_address)
    callback(not err)
    if err and #waiting > 0 then
      return dial.reach(opened) -- Somebody has asked meanwhile: then it is wanted.
    end
    opened(err, found, found_address)
  end)
end

---Calls a function with the params of each notification of this name.
function M.on(method, listener)
  listeners[method] = listeners[method] or {}
  table.insert(listeners[method], listener)
end

---Calls a function with the error whenever a connection that was open is lost.
function M.on_lost(listener)
  table.insert(lost_listeners, listener)
end

---Calls a function whenever a connection has been opened.
function M.on_open(listener)
  table.insert(open_listeners, listener)
end

---Checks whether the daemon still answers, when only notifications are awaited.
function M.check()
  if heart then
    heart:expect()
  end
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
