---Ids that a client creates for threads and turns, so that a call can be repeated.
local uv = vim.uv or vim.loop

local M = {}

---A random UUID, version 4.
function M.new()
  local bytes = { uv.random(16):byte(1, 16) }
  bytes[7] = bytes[7] % 16 + 0x40
  bytes[9] = bytes[9] % 64 + 0x80
  local text = ('%02x'):rep(16):format(unpack(bytes))
  return (text:gsub('^(%x%x%x%x%x%x%x%x)(%x%x%x%x)(%x%x%x%x)(%x%x%x%x)', '%1-%2-%3-%4-'))
end

---Whether a text has the form of an id.
function M.matches(text)
  return text:lower():match('^%x%x%x%x%x%x%x%x%-%x%x%x%x%-%x%x%x%x%-%x%x%x%x%-%x%x%x%x%x%x%x%x%x%x%x%x$') ~= nil
end

return M
