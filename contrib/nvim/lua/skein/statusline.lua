---A few words for a status line.
local turns = require('skein.turn')

local M = {}

---What runs: '' when nothing does, else for example "skein 12 s" or "skein 2 turns, 12 s".
function M.text()
  local active = turns.active()
  if #active == 0 then
    return ''
  end
  local count = #active > 1 and (#active .. ' turns, ') or ''
  return ('skein %s%d s'):format(count, active[1]:seconds())
end

return M
