---Other answers to the last question: those that retries have replaced, and those of failed
---retries.
local connection = require('skein.connection')
local config = require('skein.config')
local notice = require('skein.notice')
local outcome = require('skein.chat.outcome')
local text = require('skein.text')
local unanswered = require('skein.chat.unanswered')
local view = require('skein.chat.view')
local visible = require('skein.visible')

local M = {}

---Shows the turns, with their texts, in a buffer of their own.
local function show(found)
  vim.cmd(config.window())
  local buffer = vim.api.nvim_create_buf(false, true)
  vim.api.nvim_win_set_buf(0, buffer)
  local lines, notes = {}, {}
  for _, turn in ipairs(found) do
    local became = turn.status == 'completed' and 'replaced' or unanswered.reason(turn)
    notes[#lines] = ('%s · %s · %s'):format(became, text.clock(turn.queuedAt), turn.model)
    vim.list_extend(lines, { view.titles.assistant, '' })
    vim.list_extend(lines, visible.lines(turn.output or ''))
    lines[#lines + 1] = ''
  end
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, lines)
  for row, note in pairs(notes) do
    view.mark_head({ buffer = buffer }, row, 'assistant', note)
  end
  local options = vim.bo[buffer]
  options.bufhidden, options.modifiable, options.filetype = 'wipe', false, 'skein'
  vim.b[buffer].skein_title = 'Variants of the last answer'
  vim.api.nvim_buf_set_keymap(buffer, 'n', 'q', '<Cmd>close<CR>', { nowait = true, silent = true })
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

---The turn that gave the last answer of a chat, or nil.
local function last_answer(chat)
  for index = #chat.entries, 1, -1 do
    local message = chat.entries[index].message
    if message and message.role == 'assistant' then
      return message.turnId
    end
  end
end

---Shows the other answers to the last question of a chat.
function M.show(chat)
  outcome.read_turns({ threadId = chat.thread_id }, function(err, records)
    if err then
      return notice.error(err)
    end
    outcome.keep(chat, records)
    local turn_id = last_answer(chat)
    local ids = vim.tbl_map(function(record)
      return record.id
    end, turn_id and outcome.variants(chat, turn_id) or {})
    if #ids == 0 then
      return notice.info('The last answer has no variants: :SkeinRetry creates them.')
    end
    read(ids, function(found)
      show(found)
    end)
  end)
end

return M
