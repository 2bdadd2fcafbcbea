---Reads lines from a pipe and handles a few at a time, so that the editor can work in between.
local frames = require('skein.frames')
local uv = vim.uv or vim.loop

local M = {}
M.__index = M

---How long lines are handled before the editor continues.
M.SLICE_MS = 15
---Reading stops while this many bytes are waiting.
M.LIMIT_BYTES = 8 * 1024 * 1024

---Reads a pipe: `handle(line)` gets each line on the main loop, `heart` is told about every chunk,
---and `ended(why)` is called after the last line.
function M.open(pipe, heart, handle, ended)
  local inbox = setmetatable({
    pipe = pipe, heart = heart, handle = handle, ended = ended,
    frames = frames.new(), lines = {}, first = 1, bytes = 0, is_open = true,
  }, M)
  inbox:read()
  return inbox
end

---Stops handling lines.
function M:close()
  self.is_open = false
  if not self.pipe:is_closing() then
    self.pipe:close()
  end
end

function M:has_lines()
  return self.is_open and self.first <= #self.lines
end

---Handles the next line.
function M:next()
  local line = self.lines[self.first]
  self.lines[self.first] = false
  self.first = self.first + 1
  self.bytes = self.bytes - #line
  self.handle(line)
end

---Handles received lines for one slice of time.
function M:drain()
  self.is_scheduled = false
  local began = uv.hrtime()
  while self:has_lines() do
    self:next()
    if (uv.hrtime() - began) / 1e6 > M.SLICE_MS and self:has_lines() then
      self.is_scheduled = true
      vim.defer_fn(function()
        self:drain()
      end, 1)
      return
    end
  end
  self.lines, self.first = {}, 1
  if self.is_open and self.heart.is_deaf then
    self.heart.is_deaf = false
    self.heart:hear()
    self:read()
  end
end

---The other end has closed: the lines before that are handled first.
function M:finish(why)
  while self:has_lines() do
    self:next()
  end
  if self.is_open then
    self.ended(why)
  end
end

---Reads until too many bytes are waiting.
function M:read()
  self.pipe:read_start(function(err, chunk)
    self.heart:hear()
    if err or not chunk then
      self.pipe:read_stop()
      vim.schedule(function()
        self:finish(err or 'it was closed')
      end)
      return
    end
    for _, line in ipairs(self.frames:take(chunk)) do
      self.lines[#self.lines + 1] = line
      self.bytes = self.bytes + #line
    end
    if self.bytes > M.LIMIT_BYTES then
      self.heart.is_deaf = true
      self.pipe:read_stop()
    end
    if not self.is_scheduled and self:has_lines() then
      self.is_scheduled = true
      vim.schedule(function()
        self:drain()
      end)
    end
  end)
end

return M
