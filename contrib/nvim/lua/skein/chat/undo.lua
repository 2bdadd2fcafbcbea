---The undo history of a prompt. Neovim's own cannot be used: an answer that arrives changes the lines
---above without steps in it.
local guard = require('skein.chat.guard')
local view = require('skein.chat.view')

local M = {}

---The most states that are kept.
M.STATES = 200

---Begins the history anew with the prompt as it is.
function M.reset(chat)
  chat.undo = { states = { guard.rest(chat) }, at = 1 }
end

---Adds the prompt as it is, if it has changed.
function M.note(chat)
  local history, rest = chat.undo, guard.rest(chat)
  if not history then
    return M.reset(chat)
  elseif vim.deep_equal(history.states[history.at], rest) then
    return
  end
  for index = #history.states, history.at + 1, -1 do
    history.states[index] = nil
  end
  history.states[#history.states + 1] = rest
  if #history.states > M.STATES then
    table.remove(history.states, 1)
  end
  history.at = #history.states
end

---Shows a state, with the cursor on the first line that differs.
local function show(chat, rest)
  local before = guard.rest(chat)
  view.edit(chat, function()
    vim.api.nvim_buf_set_lines(chat.buffer, chat.prompt_row + 1, -1, false, rest)
  end)
  guard.remember(chat)
  local row = 1
  while row < #rest and rest[row] == before[row] do
    row = row + 1
  end
  vim.api.nvim_win_set_cursor(0, { chat.prompt_row + 1 + row, 0 })
end

---Goes back, or with a negative count forward, in the history.
function M.go(chat, count)
  M.note(chat)
  local history = chat.undo
  local at = math.max(1, math.min(history.at - count, #history.states))
  if at == history.at then
    local words = ('Already at the %s text of the prompt'):format(count > 0 and 'oldest' or 'newest')
    return vim.api.nvim_echo({ { words } }, false, {})
  end
  history.at = at
  show(chat, history.states[at])
end

return M
