---The prompt at the end of a chat: its text, and where the cursor may be in it.
local guard = require('skein.chat.guard')
local text = require('skein.text')
local undo = require('skein.chat.undo')
local view = require('skein.chat.view')

local M = {}

---The text in the prompt.
function M.draft(chat)
  guard.repair(chat)
  return text.trimmed(text.joined(guard.rest(chat)))
end

---Replaces the text in the prompt.
function M.set_draft(chat, draft)
  guard.repair(chat)
  local lines = { '' }
  vim.list_extend(lines, text.lines(draft))
  view.edit(chat, function()
    vim.api.nvim_buf_set_lines(chat.buffer, chat.prompt_row + 1, -1, false, lines)
  end)
  guard.remember(chat)
  undo.reset(chat)
end

---Puts the cursor of each window that shows the chat at the end of the prompt.
function M.go(chat, window)
  for _, each in ipairs(window and { window } or vim.fn.win_findbuf(chat.buffer)) do
    local last = vim.api.nvim_buf_line_count(chat.buffer)
    local line = vim.api.nvim_buf_get_lines(chat.buffer, last - 1, last, false)[1]
    vim.api.nvim_win_set_cursor(each, { last, #line })
    vim.api.nvim_win_call(each, function()
      vim.cmd('normal! zb')
    end)
  end
  guard.follow_cursor(chat)
end

---Whether the cursor is in the prompt.
function M.has_cursor(chat)
  return vim.api.nvim_win_get_cursor(0)[1] - 1 > chat.prompt_row
end

---Whether deleting backwards would join the text to the prompt's first line.
function M.is_at_start(chat)
  local cursor = vim.api.nvim_win_get_cursor(0)
  return cursor[2] == 0 and cursor[1] - 1 <= chat.prompt_row + 1
end

---Takes up what was typed: there is always a line to type in.
local function changed(chat, is_typing)
  if not chat.prompt_mark or chat.damaged then
    return
  end
  if vim.api.nvim_buf_line_count(chat.buffer) <= chat.prompt_row + 1 then
    view.edit(chat, function()
      vim.api.nvim_buf_set_lines(chat.buffer, -1, -1, false, { '' })
    end)
    vim.api.nvim_win_set_cursor(0, { chat.prompt_row + 2, 0 })
  end
  guard.remember(chat, is_typing)
  guard.follow_cursor(chat)
  if not is_typing then
    undo.note(chat)
    vim.bo[chat.buffer].modified = false
  end
end

---Keeps the prompt complete while the buffer is edited.
function M.attach(chat, group)
  local function on(events, callback)
    vim.api.nvim_create_autocmd(events, { group = group, buffer = chat.buffer, callback = callback })
  end
  on({ 'CursorMoved', 'CursorMovedI', 'BufEnter', 'WinEnter' }, function()
    guard.follow_cursor(chat)
  end)
  on({ 'TextChanged', 'InsertLeave' }, function()
    changed(chat, false)
  end)
  on('TextChangedI', function()
    changed(chat, true)
  end)
  vim.api.nvim_create_autocmd('VimResized', {
    group = group,
    callback = function()
      if chat.prompt_mark and vim.api.nvim_buf_is_loaded(chat.buffer) then
        view.mark_prompt(chat, view.row(chat, chat.prompt_mark))
      end
    end,
  })
  on({ 'InsertLeave', 'BufLeave' }, function()
    if chat.undo_is_stale then
      -- Insert mode has not ended completely yet.
      vim.schedule(function()
        if vim.api.nvim_buf_is_loaded(chat.buffer) then
          view.forget_undo(chat)
        end
      end)
    end
  end)
end

return M
