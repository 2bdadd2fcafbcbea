---The names of chats' buffers: `skein://12/The title`; `skein://thread/ID` before a thread has a
---number. `skein://12` and `skein://thread/NAME` open a chat, too.
local uuid = require('skein.uuid')
local visible = require('skein.visible')

local M = {}

M.PREFIX = 'skein://thread/'

---What a buffer's name says of its thread: `{id}`, `{number}`, or `{name}`, which has to be looked up.
function M.parse(name)
  local number = name:match('^skein://(%d+)$') or name:match('^skein://(%d+)/')
  if number then
    return { number = tonumber(number) }
  end
  local rest = name:sub(#M.PREFIX + 1)
  if uuid.matches(rest) then
    return { id = rest:lower() }
  end
  return { name = rest }
end

---Whether a buffer's name is that of a chat.
function M.is_chat(name)
  return vim.startswith(name, M.PREFIX) or name:find('^skein://%d') ~= nil
end

---The name for a chat.
local function name_of(chat)
  local thread = chat.thread
  if not thread or not thread.number then
    return M.PREFIX .. chat.thread_id
  end
  local title = thread.title and visible.text(thread.title):gsub('%s+', ' ')
  return ('skein://%d%s'):format(thread.number, title and '/' .. title or '')
end

---Gives a chat's buffer its name. The buffer that keeps the old name is removed.
function M.rename(chat)
  local old, new = vim.api.nvim_buf_get_name(chat.buffer), name_of(chat)
  local is_taken = vim.fn.bufexists(new) == 1
  if not chat.thread or old == new or is_taken then
    return
  end
  vim.api.nvim_buf_call(chat.buffer, function()
    vim.cmd('silent! noautocmd keepalt file ' .. vim.fn.fnameescape(new))
  end)
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if buffer ~= chat.buffer and vim.api.nvim_buf_get_name(buffer) == old and not vim.api.nvim_buf_is_loaded(buffer) then
      vim.api.nvim_buf_delete(buffer, { force = true })
    end
  end
end

return M
