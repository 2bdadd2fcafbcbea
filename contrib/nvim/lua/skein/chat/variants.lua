---Other answers to a question: those that retries have replaced, and those of failed retries.
local connection = require('skein.connection')
local notice = require('skein.notice')
local outcome = require('skein.chat.outcome')
local text = require('skein.text')
local unanswered = require('skein.chat.unanswered')
local view = require('skein.chat.view')
local visible = require('skein.visible')

local M = {}

---The most variants that stand beside the answer.
M.BESIDE = 3

---Shows an answer in the current window, as one side of a diff.
local function show_side(answer, note, title)
  local buffer = vim.api.nvim_create_buf(false, true)
  vim.api.nvim_win_set_buf(0, buffer)
  local lines = { view.titles.assistant, '' }
  vim.list_extend(lines, visible.lines(answer))
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, lines)
  view.mark_head({ buffer = buffer }, 0, 'assistant', note)
  local options = vim.bo[buffer]
  options.bufhidden, options.modifiable, options.filetype = 'wipe', false, 'skein'
  vim.b[buffer].skein_title = title
  vim.cmd('diffthis')
  vim.cmd('setlocal wrap nofoldenable')
  vim.api.nvim_buf_set_keymap(buffer, 'n', 'q', '<Cmd>tabclose<CR>', { nowait = true, silent = true })
end

---Shows an answer and its variants side by side, in a tab page of their own.
local function show(message, found)
  vim.cmd('tabnew')
  vim.bo.bufhidden = 'wipe'
  show_side(message.content, text.clock(message.createdAt), 'The answer')
  for index, turn in ipairs(found) do
    if index <= M.BESIDE then
      local became = turn.status == 'completed' and 'replaced' or unanswered.reason(turn)
      vim.cmd('rightbelow vertical split')
      show_side(turn.output or '', ('%s · %s · %s'):format(became, text.clock(turn.queuedAt), turn.model), 'A variant')
    end
  end
  if #found > M.BESIDE then
    notice.info(('The newest %d of %d variants are shown.'):format(M.BESIDE, #found))
  end
end

local function read(ids, callback, found)
  found = found or {}
  if #found == #ids then
    return callback(found)
  end
  connection.request('turn/get', { turnId = ids[#found + 1] }, function(err, result)
    if err then
      return notice.error(err)
    end
    found[#found + 1] = result.turn
    read(ids, callback, found)
  end)
end

---The answer under the cursor, else the last one; nil when there is none.
local function answer_of(chat)
  local here = require('skein.chat').entry_here(chat)
  if here and here.message and here.message.role == 'assistant' then
    return here.message
  end
  for index = #chat.entries, 1, -1 do
    local message = chat.entries[index].message
    if message and message.role == 'assistant' then
      return message
    end
  end
end

---Shows the other answers to the question of the answer under the cursor, else of the last one.
function M.show(chat)
  outcome.read_turns({ threadId = chat.thread_id }, function(err, records)
    if err then
      return notice.error(err)
    end
    outcome.keep(chat, records)
    local message = answer_of(chat)
    local variants = message and message.turnId and outcome.variants(chat, message.turnId) or {}
    local ids = {}
    for index = #variants, 1, -1 do
      ids[#ids + 1] = variants[index].id
    end
    if #ids == 0 then
      return notice.info('This answer has no variants: :SkeinRetry creates them.')
    end
    read(ids, function(found)
      show(message, found)
    end)
  end)
end

return M
