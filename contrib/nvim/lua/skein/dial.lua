---Reaching the daemon: where it should be, else started, else where it says that it is.
local daemon = require('skein.daemon')
local failure = require('skein.failure')
local peer = require('skein.peer')
local uv = vim.uv or vim.loop

local M = {}

---Connects to an address. The callback gets nil and the pipe; or an error when somebody else is
---there, or could be; or in words why nobody answers.
local function connect(address, callback)
  local refusal = peer.refuse_place(address)
  if refusal then
    return vim.schedule(function()
      callback(refusal)
    end)
  end
  local pipe = uv.new_pipe(false)
  local ok, refused = pcall(pipe.connect, pipe, address.path, function(err)
    vim.schedule(function()
      err = err or peer.refuse(address, pipe)
      if err then
        pipe:close()
      end
      callback(err, not err and pipe or nil)
    end)
  end)
  if not ok then
    pipe:close()
    callback(tostring(refused))
  end
end

---Whether the reason is that somebody else is there: then no daemon is started or looked for.
local function is_distrust(refused)
  return type(refused) == 'table'
end

---Connects if the daemon runs where the rule says. The callback gets an error, or nil and the pipe.
function M.try(callback)
  connect(daemon.address(), function(refused, pipe)
    if refused and not is_distrust(refused) then
      refused = failure.new('unreachable', 'The daemon does not run: `skein daemon start`.')
    end
    callback(refused, pipe)
  end)
end

---Connects where `skein` says that the daemon listens.
local function reach_elsewhere(path, callback)
  daemon.find_socket(function(unknown, found)
    if unknown then
      return callback(failure.new('unreachable', ('No daemon answers at %s: %s'):format(path, unknown)))
    end
    local address = daemon.address()
    if found ~= address.path then
      address = { path = found, is_named = false }
    end
    connect(address, function(refused, pipe)
      if refused and not is_distrust(refused) then
        local words = 'No daemon answers at %s (%s). See `skein daemon logs`.'
        refused = failure.new('unreachable', words:format(found, refused))
      end
      callback(refused, pipe)
    end)
  end)
end

---Connects, starting the daemon if nobody answers. The callback gets an error, or nil and the pipe.
function M.reach(callback)
  local address = daemon.address()
  connect(address, function(refused, pipe)
    if not refused or is_distrust(refused) then
      return callback(refused, pipe)
    end
    daemon.start(function(err)
      if err then
        local words = 'No daemon answers at %s, and none could be started: %s'
        return callback(failure.new('unreachable', words:format(address.path, err)))
      end
      connect(address, function(still_refused, started)
        if still_refused and not is_distrust(still_refused) then
          return reach_elsewhere(address.path, callback)
        end
        callback(still_refused, started)
      end)
    end)
  end)
end

return M
