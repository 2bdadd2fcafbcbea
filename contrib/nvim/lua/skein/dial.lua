---Connects to the daemon: at its default socket, else starts it, else where `skein` says it
---listens.
local daemon = require('skein.daemon')
local failure = require('skein.failure')
local peer = require('skein.peer')
local place = require('skein.place')
local uv = vim.uv or vim.loop

local M = {}

---Connects to an address. The callback gets nil and the pipe; or an error when another user listens
---there, or could; or in words the reason why nobody answers.
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

---Whether the reason is that another user is there: then no daemon is started or searched.
local function is_distrust(refused)
  return type(refused) == 'table'
end

---Connects where `skein` says that the daemon listens.
local function reach_told(path, callback)
  daemon.find_socket(function(unknown, found)
    if unknown then
      local words = unknown:find(path, 1, true) and '%s' or 'No daemon answers at ' .. path .. ': %s'
      return callback(failure.new('unreachable', words:format(unknown)))
    end
    local address = place.address()
    if found ~= address.path then
      address = { path = found, is_named = false }
    end
    connect(address, function(refused, pipe)
      if refused and not is_distrust(refused) then
        local words = 'No daemon answers at %s (%s). See `skein daemon logs`.'
        refused = failure.new('unreachable', words:format(found, refused))
      end
      callback(refused, pipe, address)
    end)
  end)
end

---Connects to the default socket, if the daemon there certainly has this environment's database.
---The callback gets an error, in words when another way may lead to the daemon; or nil and the
---pipe.
local function reach_expected(address, callback)
  if not place.is_certain(address) then
    -- The lock in another user's directory proves nothing.
    local refusal = peer.refuse_place(address)
    return callback(is_distrust(refusal) and refusal or 'no daemon of this database listens there')
  end
  connect(address, function(refused, pipe)
    callback(refused, pipe, address)
  end)
end

---Connects if the daemon runs. The callback gets an error, or nil, the pipe and the address.
function M.try(callback)
  local address = place.address()
  reach_expected(address, function(refused, pipe)
    if not refused or is_distrust(refused) then
      return callback(refused, pipe, address)
    elseif address.is_named then
      return callback(failure.new('unreachable', 'The daemon is not running: `skein daemon start`.'))
    end
    reach_told(address.path, callback)
  end)
end

---Starts the daemon and connects to it.
local function start(address, callback)
  daemon.start(function(err)
    if err then
      -- The message of `skein` names the socket; an error of running `skein` does not.
      local words = err:find(address.path, 1, true) and '%s' or 'No daemon answers at ' .. address.path
        .. ', and none could be started: %s'
      return callback(failure.new('unreachable', words:format((err:gsub('^skein: ', '')))))
    end
    reach_expected(address, function(refused, pipe)
      if not refused or is_distrust(refused) then
        return callback(refused, pipe, address)
      end
      reach_told(address.path, callback)
    end)
  end)
end

---Connects, starting the daemon if nobody answers. The callback gets an error, or nil, the pipe and
---the address.
function M.reach(callback)
  local address = place.address()
  reach_expected(address, function(refused, pipe)
    if not refused or is_distrust(refused) then
      return callback(refused, pipe, address)
    elseif place.may_start() then
      return start(address, callback)
    elseif address.is_named then
      local words = 'No daemon answers at %s (%s), and starting one is turned off.'
      return callback(failure.new('unreachable', words:format(address.path, refused)))
    end
    reach_told(address.path, callback)
  end)
end

return M
