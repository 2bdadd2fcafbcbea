---The reasoning beside an answer: read when it is asked for, where it was not read with the thread.
local growth = require('skein.chat.growth')
local connection = require('skein.connection')
local notice = require('skein.notice')
local outcome = require('skein.chat.outcome')
local view = require('skein.chat.view')

local M = {}

---Opens or closes the fold below an answer's heading.
local function toggle_at(chat, entry)
  local row = view.row(chat, entry.head) + 2
  if vim.fn.foldlevel(row + 1) == 0 then
    return false
  end
  vim.cmd((vim.fn.foldclosed(row + 1) ~= -1 and '%dfoldopen' or '%dfoldclose'):format(row + 1))
  return true
end

---Shows or hides the reasoning of an answer.
function M.show(chat, entry)
  local turn_id = entry.message.turnId
  if toggle_at(chat, entry) then
    return
  elseif not turn_id then
    return notice.info('No reasoning was kept for this answer.')
  end
  connection.request('turn/get', { turnId = turn_id }, function(err, result)
    if err then
      return notice.error(err)
    elseif not vim.api.nvim_buf_is_loaded(chat.buffer) then
      return
    end
    outcome.keep(chat, { result.turn })
    if not chat.reasonings[turn_id] then
      return notice.info('No reasoning was kept for this answer.')
    end
    growth.show_reasoning(chat, entry)
    toggle_at(chat, entry)
  end)
end

return M
