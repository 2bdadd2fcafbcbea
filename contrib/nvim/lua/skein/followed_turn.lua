---One turn that this Neovim follows: what was received of it, and who listens.
local connection = require('skein.connection')
local uv = vim.uv or vim.loop

local M = {}

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

---A turn of which nothing was received yet.
function M.new(id, listener)
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

---A listener is a table of functions, each optional:
---  started(turn)           the daemon has it; `turn.thread_id` is known
---  running(turn)           the model is being asked
---  said(turn, kind, text)  something was added to `turn.text` or `turn.reasoning`
---  replaced(turn)          they were set anew
---  ticked(turn)            a second has passed
---  retrying(turn, info)    the provider failed before it said a word
---  ended(turn, messages)   `turn.record` is the daemon's turn, with its status
---  failed(turn, err)       it could not be started or followed
function Turn:tell(name, ...)
  for _, listener in ipairs(vim.list_slice(self.listeners)) do
    if listener[name] then
      listener[name](self, ...)
    end
  end
end

---The received text, when it continues the daemon's: a daemon that was killed has stored a little
---less. Text that turned out to be reasoning does not count.
function M.longer(heard, kept, reasoning)
  kept = kept or ''
  if reasoning and heard ~= '' and not vim.startswith(kept, heard) and vim.startswith(reasoning, heard) then
    return kept
  end
  return #heard > #kept and vim.startswith(heard, kept) and heard or kept
end

---Takes one delta; returns whether it was new.
function Turn:hear(delta)
  if delta.seq <= self.seq then
    return false
  end
  self.seq = delta.seq
  if delta.kind == 'reasoning' then
    self.reasoning = self.reasoning .. delta.text
  else
    self.pieces[#self.pieces + 1] = delta.text
    self.bytes = self.bytes + #delta.text
  end
  return true
end

---Takes the daemon's text, whole or from what was received on.
function Turn:take(result, has_ended)
  if result.fromSeq == 0 then
    self.text = has_ended and M.longer(self.text, result.text, result.reasoning) or result.text or ''
    self.reasoning = result.reasoning or ''
  else
    self.text = self.text .. (result.text or '')
    self.reasoning = self.reasoning .. (result.reasoning or '')
  end
  self.seq = result.seq
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
    if err and not self.is_over then
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

return M
