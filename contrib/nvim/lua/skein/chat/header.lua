---The line at the top of a chat: title, model, options, system prompt, cost and tokens. Where Neovim
---has no 'winbar', it is the beginning of the status line.
local options = require('skein.options')
local text = require('skein.text')
local visible = require('skein.visible')

local M = {}

---How much of the system prompt is shown, in columns.
M.PROMPT_COLUMNS = 24

local function model_of(chat)
  for index = #chat.entries, 1, -1 do
    local message = chat.entries[index].message
    local record = message and message.turnId and chat.records[message.turnId]
    if record then
      return record.model
    end
  end
  return chat.thread and chat.thread.model or chat.model
end

---The parts of the line, the most important first.
local function parts(chat)
  local thread = chat.thread
  local found = { thread and thread.title or 'New chat' }
  if thread and thread.number then
    found[1] = thread.number .. ' ' .. found[1]
  end
  found[#found + 1] = model_of(chat)
  vim.list_extend(found, options.words(thread and thread.options or chat.options))
  local prompt = thread and thread.systemPrompt or chat.system_prompt
  if prompt then
    found[#found + 1] = '“' .. text.shortened(prompt, M.PROMPT_COLUMNS) .. '”'
  end
  local usage = chat.usage
  if usage and usage.tokens > 0 then
    found[#found + 1] = text.amount(usage.tokens) .. ' tokens'
  end
  if usage and usage.cost then
    found[#found + 1] = ('cost %.4g'):format(usage.cost)
  end
  return vim.tbl_map(visible.text, found)
end

---The line for a chat, in at most this many columns.
function M.words(chat, columns)
  local found = parts(chat)
  found[1] = text.shortened(found[1], math.max(12, columns - vim.fn.strwidth(table.concat(found, ' · ', 2)) - 3))
  return text.shortened(table.concat(found, ' · '), columns)
end

---The line at the top of the window that is drawn.
function M.text()
  local window = vim.g.statusline_winid or 0
  local chat = require('skein.chat').of(vim.api.nvim_win_get_buf(window))
  local words = chat and M.words(chat, vim.api.nvim_win_get_width(window) - 2) or ''
  return ' ' .. words:gsub('%%', '%%%%')
end

---Gives a window of a chat the line.
function M.dress(window)
  if vim.fn.has('nvim-0.8') == 1 then
    vim.wo[window].winbar = "%{%v:lua.require'skein.chat.header'.text()%}"
  end
end

---Shows the line as things are now.
function M.show(chat)
  local usage = { tokens = 0, cost = nil }
  for _, record in pairs(chat.records) do
    usage.tokens = usage.tokens + (record.totalTokens or 0)
    usage.cost = record.cost and (usage.cost or 0) + record.cost or usage.cost
  end
  chat.usage = usage
  require('skein.screen').redraw_status()
end

return M
