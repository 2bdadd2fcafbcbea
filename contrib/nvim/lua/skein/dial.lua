---Reaching the daemon: where it should be, else started, else where it says that it is.
local daemon = require('skein.daemon')
local failure = require('skein.failure')
local uv = vim.uv or vim.loop

local M = {}

---Connects to a path. The callback gets why not, or nil and the pipe.
local function connect(path, callback)
  local pipe = uv.new_pipe(false)
  local ok, refused = pcall(pipe.connect, pipe, path, function(err)
    vim.schedule(function()
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

---Connects if the daemon runs where the rule says. The callback gets an error, or nil and the pipe.
function M.try(callback)
  connect(daemon.socket_path(), function(refused, pipe)
    callback(refused and failure.new('unreachable', 'The daemon does not run: `skein daemon start`.'), pipe)
  end)
end

---Connects where `skein` says that the daemon listens.
local function reach_elsewhere(path, callback)
  daemon.find_socket(function(unknown, found)
    if unknown then
      return callback(failure.new('unreachable', ('No daemon answers at %s: %s'):format(path, unknown)))
    end
    connect(found, function(refused, pipe)
      local words = 'No daemon answers at %s (%s). See `skein daemon logs`.'
      callback(refused and failure.new('unreachable', words:format(found, refused)), pipe)
    end)
  end)
end

---Connects, starting the daemon if nobody answers. The callback gets an error, or nil and the pipe.
function M.reach(callback)
  local path = daemon.socket_path()
  connect(path, function(refused, pipe)
    if not refused then
      return callback(nil, pipe)
    end
    daemon.start(function(err)
      if err then
        local words = 'No daemon answers at %s, and none could be started: %s'
        return callback(failure.new('unreachable', words:format(path, err)))
      end
      connect(path, function(still_refused, started)
        if still_refused then
          return reach_elsewhere(path, callback)
        end
        callback(nil, started)
      end)
    end)
  end)
end

return M
