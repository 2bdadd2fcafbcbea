---Changes by other clients: `event/changed`, as long as a buffer shows something.
local connection = require('skein.connection')

local M = {}

---How long it waits before it looks for a daemon that has ended, at first and at most.
M.FIRST_DELAY_MS = 500
M.LAST_DELAY_MS = 30000

local followers = {} -- by buffer: {changed, resumed}
local attached = false
local delay = M.FIRST_DELAY_MS
local looking = false

local function wanted()
  return next(followers) ~= nil
end

local function resume()
  for _, follower in pairs(followers) do
    follower.resumed()
  end
end

local function subscribe(then_resume)
  connection.request('event/subscribe', nil, function(err)
    if not err and then_resume then
      resume()
    end
  end)
end

---Looks for the daemon again and again. It does not start one that was stopped on purpose.
local function look()
  if looking or not wanted() then
    return
  end
  looking = true
  vim.defer_fn(function()
    looking = false
    if not wanted() or connection.is_open() then
      return
    end
    connection.revive(function(found)
      if found then
        delay = M.FIRST_DELAY_MS
      else
        delay = math.min(delay * 2, M.LAST_DELAY_MS)
        look()
      end
    end)
  end, delay)
end

local function attach()
  if attached then
    return
  end
  attached = true
  connection.on('event/changed', function(event)
    for _, follower in pairs(followers) do
      follower.changed(event)
    end
  end)
  connection.on_open(function()
    if wanted() then
      subscribe(true)
    end
  end)
  connection.on_lost(look)
end

---Calls `follower.changed(event)` for later changes, and `follower.resumed()` when changes may have
---been missed, until the buffer is gone or `M.leave` is called.
function M.follow(buffer, follower)
  attach()
  local first = not wanted()
  followers[buffer] = follower
  if first and connection.is_open() then
    subscribe(false)
  end
end

---Ends what `M.follow` began.
function M.leave(buffer)
  followers[buffer] = nil
  if not wanted() and connection.is_open() then
    connection.request('event/unsubscribe', nil, function() end)
  end
end

return M
