---The preview of a thread: its newest messages in a window beside a list. It follows the list's cursor
---while it is open.
local connection = require('skein.connection')
local view = require('skein.chat.view')
local visible = require('skein.visible')

local M = {}

---How many of the newest messages are shown.
M.MESSAGES = 20

local window, shown_id

local function is_open()
  return window and vim.api.nvim_win_is_valid(window)
end

local function fill(messages)
  local lines, heads = {}, {}
  for index = #messages, 1, -1 do
    local message = messages[index]
    heads[#lines] = message.role
    vim.list_extend(lines, { view.titles[message.role] or ('## ' .. message.role), '' })
    vim.list_extend(lines, visible.lines(message.content))
    lines[#lines + 1] = ''
  end
  local buffer = vim.api.nvim_win_get_buf(window)
  vim.bo[buffer].modifiable = true
  vim.api.nvim_buf_clear_namespace(buffer, view.namespace, 0, -1)
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, #lines > 0 and lines or { 'This thread has no messages.' })
  vim.bo[buffer].modifiable = false
  for row, role in pairs(heads) do
    view.mark_head({ buffer = buffer }, row, role)
  end
end

---Shows a thread, when the preview is open and shows another one.
function M.follow(thread)
  if not is_open() or not thread or thread.id == shown_id then
    return
  end
  shown_id = thread.id
  local params = { threadId = thread.id, order = 'desc', limit = M.MESSAGES }
  connection.request('message/list', params, function(err, page)
    if not err and is_open() and shown_id == thread.id then
      fill(page.data)
    end
  end)
end

---Closes it.
function M.close()
  if is_open() then
    vim.api.nvim_win_close(window, true)
  end
  window, shown_id = nil, nil
end

---Opens it for a thread, or closes it.
function M.toggle(thread)
  if is_open() then
    return M.close()
  end
  local list = vim.api.nvim_get_current_win()
  vim.cmd('rightbelow vertical split')
  window, shown_id = vim.api.nvim_get_current_win(), nil
  local buffer = vim.api.nvim_create_buf(false, true)
  vim.bo[buffer].bufhidden = 'wipe'
  vim.api.nvim_win_set_buf(window, buffer)
  vim.bo[buffer].syntax = 'skein'
  vim.cmd('setlocal wrap linebreak nonumber norelativenumber nocursorline')
  vim.api.nvim_set_current_win(list)
  M.follow(thread)
end

return M
