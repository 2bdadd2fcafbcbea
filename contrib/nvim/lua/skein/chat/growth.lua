---The block of a turn: it begins below its question, grows with the answer, and becomes the block of
---the two messages that the turn wrote.
local blocks = require('skein.chat.blocks')
local code = require('skein.chat.code')
local folds = require('skein.chat.folds')
local layout = require('skein.chat.layout')
local unanswered = require('skein.chat.unanswered')
local view = require('skein.chat.view')
local visible = require('skein.visible')

local M = {}

---Inserts a new turn before the prompt. What it asks again is removed: a pair of messages is kept
---in `entry.replaces`, an unanswered question in `entry.asked`.
function M.begin(chat, turn, input, retried)
  local entry = { turn = turn, live = true, input = input }
  for index, each in ipairs(chat.entries) do
    local question = chat.entries[index - 1]
    if retried and each.question and unanswered.has_try(each.question, retried) then
      entry.asked = each.question
      blocks.remove(chat, each)
      break
    elseif retried and each.message and each.message.role == 'assistant' and each.message.turnId == retried
      and question and question.message and question.message.turnId == retried then
      entry.replaces = { question = question.message, answer = each.message }
      blocks.remove(chat, each)
      blocks.remove(chat, question)
      break
    end
  end
  return blocks.insert(chat, entry)
end

---Appends to a turn's text.
function M.append(chat, entry, piece)
  local place = vim.api.nvim_buf_get_extmark_by_id(chat.buffer, view.namespace, entry.tail, {})
  if not place[1] then
    return
  end
  -- The two bytes of a line end may arrive separately.
  piece = (entry.held or '') .. piece
  entry.held = piece:match('\r$')
  piece = entry.held and piece:sub(1, -2) or piece
  view.edit(chat, function()
    local row, column = place[1], place[2]
    local lines = visible.lines(piece)
    view.check_length(chat, lines, column)
    vim.api.nvim_buf_set_text(chat.buffer, row, column, row, column, lines)
  end)
end

---Replaces the lines of a turn's answer, unless they are the same already.
local function set_answer(chat, entry, lines)
  entry.held = nil
  local first = view.row(chat, entry.answer) + 2
  local last = blocks.following_row(chat, blocks.index_of(chat, entry)) - 1
  local shown = vim.api.nvim_buf_get_lines(chat.buffer, first, last, false)
  if table.concat(shown, '\n') == table.concat(lines, '\n') then
    return
  end
  view.check_length(chat, lines, 0)
  view.edit(chat, function()
    vim.api.nvim_buf_set_lines(chat.buffer, first, math.max(first, last), false, lines)
    local row = first + #lines - 1
    vim.api.nvim_buf_set_extmark(chat.buffer, view.namespace, row, #lines[#lines], { id = entry.tail })
  end)
end

---Replaces the text of a turn's answer.
function M.set_answer(chat, entry, answer)
  set_answer(chat, entry, visible.lines(answer))
end

---Shows the reasoning of an answer, folded, above it.
function M.show_reasoning(chat, entry)
  local message = entry.message
  local lines = layout.reasoning(chat, message.turnId)
  local row = view.row(chat, entry.head) + 2
  if #lines == 0 or vim.deep_equal(vim.api.nvim_buf_get_lines(chat.buffer, row, row + #lines, false), lines) then
    return
  end
  view.edit(chat, function()
    vim.api.nvim_buf_set_lines(chat.buffer, row, row, false, lines)
    folds.add(chat, row, row + #lines - 2, 'Reasoning')
  end)
end

---Turns a turn's block into that of the two messages that it wrote.
function M.settle(chat, entry, question, answer)
  local index = blocks.index_of(chat, entry)
  entry.live = false
  set_answer(chat, entry, layout.answer(answer.content))
  view.note(chat, entry.head, 'user', layout.note(chat, question))
  view.note(chat, entry.answer, 'assistant', layout.note(chat, answer))
  view.unmark(chat, entry.tail, entry.foot)
  chat.entries[index] = { message = question, head = entry.head }
  local settled = { message = answer, head = entry.answer }
  table.insert(chat.entries, index + 1, settled)
  M.show_reasoning(chat, settled)
  blocks.show_feet(chat)
  code.colour_soon(chat, view.row(chat, settled.head), blocks.following_row(chat, index + 1))
end

return M
