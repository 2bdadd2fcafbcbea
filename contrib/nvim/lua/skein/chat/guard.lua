---Only the prompt of a chat can be changed. 'modifiable' follows the cursor; a change that reaches
---the messages nevertheless, by a range, a motion or `:global`, is taken back at once.
local blocks = require('skein.chat.blocks')
local notice = require('skein.notice')
local view = require('skein.chat.view')

local M = {}

M.NOTICE = 'Only the text below the last "## You" can be changed.'

---A longer prompt is remembered when insert mode ends, not at each key.
local REMEMBERED_LINES = 500

---The lines below the prompt's first line.
function M.rest(chat)
  return vim.api.nvim_buf_get_lines(chat.buffer, chat.prompt_row + 1, -1, false)
end

---Stores the prompt as it is, for a change that destroys it.
function M.remember(chat, is_typing)
  local count = vim.api.nvim_buf_line_count(chat.buffer)
  if not is_typing or count - chat.prompt_row < REMEMBERED_LINES then
    chat.known_rest = M.rest(chat)
  end
end

---The prompt after a change that reached the messages: as it is where the change has kept its lines
---apart, else as it was before.
local function saved_rest(chat)
  local rest, known = M.rest(chat), chat.known_rest
  local title = vim.api.nvim_buf_get_lines(chat.buffer, chat.prompt_row, chat.prompt_row + 1, false)[1]
  return title == view.PROMPT_TITLE and #rest == #known and rest or known
end

---Shows the messages as they are again.
function M.repair(chat)
  if not chat.damaged or not vim.api.nvim_buf_is_loaded(chat.buffer) then
    return
  end
  local rest = saved_rest(chat)
  chat.damaged = false
  local places = view.places(chat.buffer)
  blocks.redraw(chat, rest)
  view.return_to(chat.buffer, places, 0)
  M.remember(chat)
  M.follow_cursor(chat)
  notice.info(M.NOTICE)
end

---Allows changes in the prompt only: 'modifiable' follows the cursor.
function M.follow_cursor(chat)
  if vim.api.nvim_get_current_buf() == chat.buffer and chat.prompt_mark then
    local is_in_prompt = vim.api.nvim_win_get_cursor(0)[1] - 1 > chat.prompt_row
    -- Setting an option draws the status line anew, and this runs for each key.
    if vim.bo[chat.buffer].modifiable ~= is_in_prompt then
      vim.bo[chat.buffer].modifiable = is_in_prompt
    end
  end
end

---Watches the changes of a chat's buffer until `is_over` returns true.
function M.attach(chat, is_over)
  vim.api.nvim_buf_attach(chat.buffer, false, {
    on_lines = function(_, _, _, first, last, new_last)
      if is_over() then
        return true
      elseif (chat.own_edits or 0) > 0 or not chat.prompt_row or first > chat.prompt_row then
        return
      end
      if last <= chat.prompt_row then
        chat.prompt_row = chat.prompt_row + new_last - last
      end
      if not chat.damaged then
        chat.damaged = true
        vim.schedule(function()
          M.repair(chat)
        end)
      end
    end,
  })
end

return M
