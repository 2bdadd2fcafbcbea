---Checks whether the other end of a connection still answers: a healthy daemon answers a `ping` at
---once, whatever else it does.
local uv = vim.uv or vim.loop

local M = {}
M.__index = M

---How long after the last byte a ping is sent, and how long its answer may take. Together this is
---less than the five seconds in which a command must report something.
M.QUIET_MS = 1500
M.ANSWER_MS = 3000
---Bytes that arrived while the editor was busy are read first.
M.GRACE_MS = 100

---`ping()` sends a request whose answer counts as a sign of life; `silent()` is called once when
---none arrives.
function M.new(ping, silent)
  return setmetatable({ ping = ping, silent = silent, heard = 0, timer = uv.new_timer() }, M)
end

---Notes that something has arrived. Arrivals are counted, because clocks stand still while the
---editor is busy.
function M:hear()
  self.heard = self.heard + 1
end

---Calls a method of the pulse later, on the main loop.
function M:later(delay_ms, method)
  self.timer:start(delay_ms, 0, vim.schedule_wrap(function()
    if not self.timer:is_closing() then
      method(self)
    end
  end))
end

---Checks what has arrived since the ping; newer requests get a check of their own.
function M:judge()
  local is_silent = self.heard == self.heard_before and not self.is_deaf
  self.state = nil
  if is_silent then
    self:stop()
    self.silent()
  elseif self.is_asked_again then
    self:expect()
  end
end

function M:send_ping()
  if self.heard > self.heard_before or self.is_deaf then
    self.state = nil
    return
  end
  self.state, self.is_asked_again = 'pinged', false
  self.ping()
  self:later(M.ANSWER_MS, function()
    self:later(M.GRACE_MS, M.judge)
  end)
end

---An answer is awaited: begins to check for it. An answer to an earlier request does not count for
---a later one.
function M:expect()
  if self.timer:is_closing() then
    return
  elseif self.state == 'pinged' then
    self.is_asked_again = true
  elseif not self.state or self.heard > self.heard_before then
    self.state, self.heard_before = 'waiting', self.heard
    self:later(M.QUIET_MS, M.send_ping)
  end
end

---Ends the checks.
function M:stop()
  if not self.timer:is_closing() then
    self.timer:stop()
    self.timer:close()
  end
end

return M
