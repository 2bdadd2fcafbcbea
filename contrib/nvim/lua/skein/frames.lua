---Splits the bytes of a socket into lines, wherever chunks cut them.
local M = {}
M.__index = M

function M.new()
  return setmetatable({ pieces = {} }, M)
end

---Takes a chunk, and returns the lines that are complete now.
function M:take(chunk)
  local lines = {}
  local from = 1
  while true do
    local at = chunk:find('\n', from, true)
    if not at then
      break
    end
    local pieces = self.pieces
    pieces[#pieces + 1] = chunk:sub(from, at - 1)
    lines[#lines + 1] = #pieces == 1 and pieces[1] or table.concat(pieces)
    self.pieces = {}
    from = at + 1
  end
  if from <= #chunk then
    self.pieces[#self.pieces + 1] = chunk:sub(from)
  end
  return lines
end

return M
