---The prompt at the end of a chat: its text, and protection of everything above it.
local text = require('skein.text')
local view = require('skein.chat.view')

local M = {}

---Restores the prompt's first line if an edit removed all or part of it.
local function heal(chat)
  local buffer = chat.buffer
  local row = math.min(view.row(chat, chat.prompt_mark), vim.api.nvim_buf_line_count(buffer) - 1)
  local line = vim.api.nvim_buf_get_lines(buffer, row, row + 1, false)[1] or ''
  if line == view.PROMPT_TITLE then
    return row
  end
  local typing_here = vim.api.nvim_get_current_buf() == buffer
  local rest = vim.startswith(line, view.PROMPT_TITLE) and line:sub(#view.PROMPT_TITLE + 1) or line
  local lines = { view.PROMPT_TITLE, '', rest }
  local modifiable = vim.bo[buffer].modifiable
  vim.bo[buffer].modifiable = true
  vim.api.nvim_buf_set_lines(buffer, row, row + 1, false, lines)
  vim.bo[buffer].modifiable = modifiable
  view.mark_prompt(chat, row)
  if typing_here and vim.api.nvim_win_get_cursor(0)[1] <= row + 2 then
    vim.api.nvim_win_set_cursor(0, { row + 3, 0 })
  end
  return row
end

---The text in the prompt.
function M.draft(chat)
  local row = heal(chat)
  local lines = vim.api.nvim_buf_get_lines(chat.buffer, row + 1, -1, false)
  return text.trimmed(text.joined(lines))
end

---Replaces the text in the prompt.
function M.set_draft(chat, draft)
  local row = heal(chat)
  local lines = { '' }
  vim.list_extend(lines, text.lines(draft))
  view.edit(chat, function()
    vim.api.nvim_buf_set_lines(chat.buffer, row + 1, -1, false, lines)
  end)
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
  M.guard(chat)
end

---Allows changes in the prompt only: 'modifiable' follows the cursor.
function M.guard(chat)
  if vim.api.nvim_get_current_buf() == chat.buffer and chat.prompt_mark then
    local row = view.row(chat, chat.prompt_mark)
    vim.bo[chat.buffer].modifiable = vim.api.nvim_win_get_cursor(0)[1] - 1 > row
  end
end

---Whether the cursor is in the prompt.
function M.has_cursor(chat)
  return vim.api.nvim_win_get_cursor(0)[1] - 1 > view.row(chat, chat.prompt_mark)
end

---Whether deleting backwards would join the text to the prompt's first line.
function M.is_at_start(chat)
  local cursor = vim.api.nvim_win_get_cursor(0)
  return cursor[2] == 0 and cursor[1] - 1 <= view.row(chat, chat.prompt_mark) + 1
end

---Keeps the prompt complete and the messages unchanged while the buffer is edited.
function M.attach(chat, group)
  vim.api.nvim_create_autocmd({ 'CursorMoved', 'CursorMovedI', 'BufEnter', 'WinEnter' }, {
    group = group,
    buffer = chat.buffer,
    callback = function()
      M.guard(chat)
    end,
  })
  vim.api.nvim_create_autocmd({ 'TextChanged', 'TextChangedI' }, {
    group = group,
    buffer = chat.buffer,
    callback = function()
      if chat.prompt_mark then
        heal(chat)
        M.guard(chat)
        vim.bo[chat.buffer].modified = false
      end
    end,
  })
  vim.api.nvim_create_autocmd('VimResized', {
    group = group,
    callback = function()
      if chat.prompt_mark then
        view.mark_prompt(chat, view.row(chat, chat.prompt_mark))
      end
    end,
  })
  vim.api.nvim_create_autocmd({ 'InsertLeave', 'BufLeave' }, {
    group = group,
    buffer = chat.buffer,
    callback = function()
      if chat.undo_is_stale then
        -- Insert mode has not ended completely yet.
        vim.schedule(function()
          if vim.api.nvim_buf_is_loaded(chat.buffer) then
            view.forget_undo(chat)
          end
        end)
      end
    end,
  })
end

return M
