---A few words for a status line.
local text = require('skein.text')
local turns = require('skein.turn')

local M = {}

---The running turns: '' when there are none, else for example "skein 12 s" or "skein 2 turns, 12
---s".
function M.text()
  local active = turns.active()
  if #active == 0 then
    return ''
  end
  local count = #active > 1 and (#active .. ' turns, ') or ''
  return ('skein %s%d s'):format(count, active[1]:seconds())
end

---The beginning of a chat's status line: the thread's number and title, cut at its end; where there is
---no line at the top of the window, what that would say.
function M.title()
  local number, title = vim.b.skein_number, vim.b.skein_title or ''
  local room = math.max(vim.api.nvim_win_get_width(0) - vim.fn.strwidth(M.text()) - 4, 4)
  local chat = vim.fn.has('nvim-0.8') == 0 and require('skein.chat').of()
  if chat then
    return require('skein.chat.header').words(chat, room)
  end
  return text.shortened(number and ('%d %s'):format(number, title) or title, room)
end

return M
